// A growing array, used instead of std::vector: vector's code is instantiated for every element type, and was a fifth of the module that
// every page loads.
#ifndef RTC_VITALS_CORE_BASE_LIST_H_
#define RTC_VITALS_CORE_BASE_LIST_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace rtc_vitals {

// The part of a list that does not depend on the element type, compiled once for all; `bytes` is the size of an element. Never inlined:
// lists are moved and destroyed in hundreds of places.
class ListStorage {
 protected:
  ListStorage() = default;
  [[gnu::noinline]] ListStorage(ListStorage&& other) noexcept;
  [[gnu::noinline]] ~ListStorage();

  [[gnu::noinline]] void Swap(ListStorage& other) noexcept;
  // Where the next elements go, with room for `more`. Traps if memory runs out.
  [[gnu::noinline]] void* Reserve(std::size_t more, std::size_t bytes);
  // Makes room for one element and counts it.
  [[gnu::noinline]] void* Add(std::size_t bytes);
  // Moves the elements behind `count` destroyed ones into their place.
  [[gnu::noinline]] void CloseGap(std::size_t first, std::size_t count, std::size_t bytes);
  // Calls `destroy` with each of `count` elements.
  [[gnu::noinline]] void DestroyEach(std::size_t first, std::size_t count, std::size_t bytes, void (*destroy)(void*));
  // Copies elements that are trivially copyable.
  [[gnu::noinline]] void AppendBytes(const void* values, std::size_t count, std::size_t bytes);

  void* data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

// Elements are moved by copying their bytes, so none may point into itself: std::string does in some libraries, TextBuffer does not. A list
// is moved, never copied.
template <typename T>
class List : ListStorage {
  static_assert(!std::is_same_v<T, std::string>, "see above");

 public:
  List() = default;
  List(std::initializer_list<T> values) {
    for (const T& value : values) push_back(value);
  }
  List(List&& other) noexcept = default;
  List& operator=(List&& other) noexcept {
    Swap(other);
    return *this;
  }
  ~List() { Destroy(0, size_); }

  T* data() { return static_cast<T*>(data_); }
  const T* data() const { return static_cast<const T*>(data_); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T& front() { return *data(); }
  const T& front() const { return *data(); }
  T& back() { return data()[size_ - 1]; }
  const T& back() const { return data()[size_ - 1]; }

  void Append(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    AppendBytes(values.data(), values.size(), sizeof(T));
  }
  // Returns the new element. `value` may be one of the list.
  T& push_back(T value) { return *::new (Add(sizeof(T))) T(std::move(value)); }
  T pop_back() {
    T last = std::move(back());
    Erase(size_ - 1);
    return last;
  }
  // New elements are copies of `value`.
  void resize(std::size_t count, const T& value = T()) {
    if (count < size_) return Erase(count, size_ - count);
    Reserve(count - size_, sizeof(T));
    while (size_ < count) ::new (data() + size_++) T(value);
  }
  void Erase(std::size_t first, std::size_t count = 1) {
    Destroy(first, count);
    CloseGap(first, count, sizeof(T));
  }
  template <typename Predicate>
  void EraseIf(Predicate predicate) {
    for (std::size_t i = size_; i-- > 0;) {
      if (predicate(data()[i])) Erase(i);
    }
  }
  // Keeps the memory.
  void clear() {
    Destroy(0, size_);
    size_ = 0;
  }

 private:
  void Destroy(std::size_t first, std::size_t count) {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      DestroyEach(first, count, sizeof(T), [](void* element) { static_cast<T*>(element)->~T(); });
    }
  }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_LIST_H_
