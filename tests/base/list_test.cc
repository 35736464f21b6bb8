#include "core/base/list.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/base/text_buffer.h"

namespace rtc_vitals {
namespace {

template <typename T>
std::vector<T> Elements(const List<T>& list) {
  return {list.begin(), list.end()};
}

TEST(ListTest, KeepsElementsWhenGrowing) {
  List<int> list;
  EXPECT_TRUE(list.empty());
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(list.push_back(i), i);
  ASSERT_EQ(list.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(list[static_cast<std::size_t>(i)], i);
  EXPECT_EQ(list.front(), 0);
  EXPECT_EQ(list.back(), 999);
}

TEST(ListTest, AppendsItsOwnElement) {
  List<TextBuffer> list;
  list.push_back("first");
  for (int i = 0; i < 20; ++i) list.push_back(list.front());
  EXPECT_EQ(list.back(), "first");
}

TEST(ListTest, ErasesAtAnyPosition) {
  List<int> list = {0, 1, 2, 3, 4, 5};
  list.Erase(0, 2);
  list.Erase(3);
  EXPECT_EQ(Elements(list), (std::vector<int>{2, 3, 4}));
  list.EraseIf([](int value) { return value != 3; });
  EXPECT_EQ(Elements(list), (std::vector<int>{3}));
  EXPECT_EQ(list.pop_back(), 3);
  EXPECT_TRUE(list.empty());
}

TEST(ListTest, ResizeFillsOrTruncates) {
  List<double> list;
  list.resize(3, 1.5);
  EXPECT_EQ(Elements(list), (std::vector<double>{1.5, 1.5, 1.5}));
  list.resize(1);
  EXPECT_EQ(Elements(list), (std::vector<double>{1.5}));
}

TEST(ListTest, DestroysEveryElementOnce) {
  const auto shared = std::make_shared<int>(7);
  List<std::shared_ptr<int>> list;
  for (int i = 0; i < 10; ++i) list.push_back(shared);
  EXPECT_EQ(shared.use_count(), 11);
  list.Erase(2, 3);
  EXPECT_EQ(shared.use_count(), 8);
  List<std::shared_ptr<int>> other = std::move(list);
  EXPECT_EQ(shared.use_count(), 8) << "moved, not copied";
  other.clear();
  EXPECT_EQ(shared.use_count(), 1);
}

TEST(ListTest, AppendsRanges) {
  List<char> list;
  list.Append(std::string_view("abc"));
  list.Append({});
  list.Append(std::string_view("de"));
  EXPECT_EQ(std::string_view(list.data(), list.size()), "abcde");
}

}  // namespace
}  // namespace rtc_vitals
