// Any rows, from any engine or none: no crash, and the reader accepts every batch that is written.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/reading/batch_reader.h"
#include "core/session/session.h"

namespace {

using rtc_vitals::Session;

// Consumes the input piece by piece; yields zeros when it is used up.
class Input {
 public:
  Input(const unsigned char* data, size_t size) : data_(data), size_(size) {}
  bool empty() const { return size_ == 0; }

  unsigned Byte() {
    if (empty()) return 0;
    --size_;
    return *data_++;
  }

  // Mostly plausible values (nothing, a small number, a counter), sometimes any double.
  double Value(double t) {
    const unsigned form = Byte();
    switch (form % 8) {
      case 0: return rtc_vitals::kUnknown;
      case 1: return Byte() & 1;
      case 2: return Byte();
      case 3: return Byte() / 255.;
      case 4: return t * (Byte() + 1);
      case 5: return t / (Byte() + 1) - form;
      case 6: return -static_cast<double>(Byte());
      default: break;
    }
    unsigned char raw[sizeof(double)];
    for (unsigned char& byte : raw) byte = static_cast<unsigned char>(Byte());
    double value;
    std::memcpy(&value, raw, sizeof value);
    return value;
  }

 private:
  const unsigned char* data_;
  size_t size_;
};

void FillRow(Input& input, int type, double t, double*& at) {
  *at++ = type;
  *at++ = type == static_cast<int>(rtc_vitals::stat::Type::host) ? 0 : input.Byte() % 6;
  *at++ = input.Byte() % 16 ? t : input.Value(t);
  for (const auto& member : rtc_vitals::stat::Members(static_cast<rtc_vitals::stat::Type>(type))) {
    *at++ = member.is_id ? input.Byte() % 6 : input.Value(t);
  }
}

void PollOnce(Input& input, Session& session, int handle, double t) {
  constexpr int kRows = 12;
  constexpr size_t kWidest = 256;
  double* const rows = session.Rows(kRows * kWidest);
  double* at = rows;
  FillRow(input, static_cast<int>(rtc_vitals::stat::Type::host), t, at);
  rows[rtc_vitals::stat::kRowHeader + rtc_vitals::stat::host::t] = t;
  const unsigned count = input.Byte() % kRows;
  for (unsigned i = 1; i < count; ++i) FillRow(input, static_cast<int>(input.Byte() % rtc_vitals::stat::kTypeCount), t, at);
  size_t doubles = static_cast<size_t>(at - rows);
  if (input.Byte() % 16 == 0) doubles -= input.Byte() % doubles;  // truncated
  session.Poll(handle, doubles);
}

void CheckBatches(Session& session, Session::Flush flush, bool points) {
  for (rtc_vitals::BatchText text = session.NextBatch(flush); !text.json.empty(); text = session.NextBatch(flush)) {
    std::string json = text.json;
    if (!points) json.insert(text.sent_at, "1795219977369");
    rtc_vitals::DecodedBatch batch;
    const rtc_vitals::ReadError error = rtc_vitals::ReadBatchText(json, rtc_vitals::ReadLimits(), batch);
    if (!error) continue;
    std::fprintf(stderr, "%s: %s\n%s\n", error.path.c_str(), error.why.c_str(), json.c_str());
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  Input input(data, size);
  Session session(1);
  session.SetSessionId("s");
  const bool points = input.Byte() % 4 == 0;
  session.SetFormat(points ? Session::Format::kPoints : Session::Format::kSchema1);
  for (const char* const id : {"a", "b", "c", "d", "e", "f"}) session.InternId(id);
  for (const char* const label : {"a", "host", "succeeded", "none", "cpu"}) session.InternLabel(label);
  const int handles[] = {session.OpenConnection("c1"), session.OpenConnection("c2")};
  double t = 1.7e12;
  for (int poll = 0; poll < 40 && !input.empty(); ++poll) {
    t += input.Byte() * 20. - 100;
    PollOnce(input, session, handles[input.Byte() % 2], t);
    if (poll % 4 == 3) CheckBatches(session, Session::Flush::kFull, points);
  }
  session.Mark(t, "mark", "detail");
  CheckBatches(session, Session::Flush::kStop, points);
  return 0;
}
