#include "core/base/text_buffer.h"

namespace rtc_vitals {

TextBuffer& TextBuffer::operator+=(std::string_view text) {
  bytes_.Append(text);
  return *this;
}

}  // namespace rtc_vitals
