#include "core/base/list.h"

#include <cstdlib>
#include <cstring>

namespace rtc_vitals {
namespace {

constexpr std::uint32_t kMinCapacity = 4;

}  // namespace

ListStorage::ListStorage(ListStorage&& other) noexcept { Swap(other); }

ListStorage::~ListStorage() { std::free(data_); }

void ListStorage::Swap(ListStorage& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
}

void* ListStorage::Reserve(std::size_t more, std::size_t bytes) {
  if (size_ + more > capacity_) {
    if (capacity_ < kMinCapacity) capacity_ = kMinCapacity;
    while (capacity_ < size_ + more) capacity_ += capacity_;
    void* moved = std::malloc(capacity_ * bytes);
    if (!moved) __builtin_trap();
    if (size_ > 0) std::memcpy(moved, data_, size_ * bytes);
    std::free(data_);
    data_ = moved;
  }
  return static_cast<char*>(data_) + size_ * bytes;
}

void* ListStorage::Add(std::size_t bytes) {
  void* place = Reserve(1, bytes);
  ++size_;
  return place;
}

void ListStorage::CloseGap(std::size_t first, std::size_t count, std::size_t bytes) {
  size_ -= static_cast<std::uint32_t>(count);
  char* place = static_cast<char*>(data_) + first * bytes;
  if (size_ > first) std::memmove(place, place + count * bytes, (size_ - first) * bytes);
}

void ListStorage::DestroyEach(std::size_t first, std::size_t count, std::size_t bytes, void (*destroy)(void*)) {
  for (std::size_t i = first; i < first + count; ++i) destroy(static_cast<char*>(data_) + i * bytes);
}

void ListStorage::AppendBytes(const void* values, std::size_t count, std::size_t bytes) {
  if (count == 0) return;
  std::memcpy(Reserve(count, bytes), values, count * bytes);
  size_ += static_cast<std::uint32_t>(count);
}

}  // namespace rtc_vitals
