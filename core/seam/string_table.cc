#include "core/seam/string_table.h"

namespace rtc_vitals {

int StringTable::Intern(std::string_view text) {
  if (text.empty()) return 0;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].used && entries_[i].text == text) return static_cast<int>(i) + 1;
  }
  if (limit_ > 0 && static_cast<int>(entries_.size()) >= limit_ && text != kOther) return Intern(kOther);
  return Add(text);
}

int StringTable::Add(std::string_view text) {
  if (!free_.empty()) {
    const int number = free_.pop_back();
    Entry& entry = entries_[static_cast<size_t>(number - 1)];
    entry.text = text;
    entry.used = true;
    return number;
  }
  entries_.push_back({text, 0, true});
  return static_cast<int>(entries_.size());
}

bool StringTable::Has(int number) const {
  return number > 0 && static_cast<size_t>(number) <= entries_.size() && entries_[static_cast<size_t>(number - 1)].used;
}

std::string_view StringTable::Text(int number) const {
  return Has(number) ? std::string_view(entries_[static_cast<size_t>(number - 1)].text) : std::string_view();
}

void StringTable::Touch(int number, unsigned now) {
  if (Has(number)) entries_[static_cast<size_t>(number - 1)].touched = now;
}

void StringTable::ReleaseIdle(unsigned before, List<int>& released) {
  for (size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (!entry.used || entry.touched >= before) continue;
    entry.used = false;
    entry.text = TextBuffer();
    free_.push_back(static_cast<int>(i) + 1);
    released.push_back(static_cast<int>(i) + 1);
  }
}

}  // namespace rtc_vitals
