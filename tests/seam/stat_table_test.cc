#include "core/seam/stat_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rtc_vitals::stat {
namespace {

std::vector<std::string_view> Split(std::string_view text, char mark) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = text.find(mark);
    pieces.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return pieces;
}

std::vector<std::string_view> Lines() { return Split(TableTextWithCallbackForm(), '\n'); }

std::vector<std::string_view> MembersIn(std::string_view line) { return Split(line.substr(line.find('\t') + 1), ','); }

TEST(StatTableTest, HasOneLinePerTypeWithTheHostFirst) {
  const auto lines = Lines();
  ASSERT_EQ(lines.size(), static_cast<std::size_t>(kTypeCount));
  EXPECT_TRUE(lines.front().starts_with("host\tnt,nperf,ngetStatsMs,lconn,lice,bvisible"));
  std::set<std::string_view> types;
  for (std::string_view line : lines) types.insert(line.substr(0, line.find('\t')));
  EXPECT_EQ(types.size(), lines.size()) << "each type occurs once";
}

TEST(StatTableTest, TextListsTheMembersOfTheRows) {
  const auto lines = Lines();
  for (int type = 0; type < kTypeCount; ++type) {
    const auto text = MembersIn(lines[static_cast<std::size_t>(type)]);
    const auto members = Members(static_cast<Type>(type));
    ASSERT_EQ(text.size(), members.size()) << lines[static_cast<std::size_t>(type)];
    for (std::size_t i = 0; i < members.size(); ++i) {
      EXPECT_NE(std::string_view("nbil").find(text[i].front()), std::string_view::npos) << text[i];
      EXPECT_EQ(text[i].front() == 'i', members[i].is_id) << text[i];
      EXPECT_TRUE(members[i].group == kNoCounter || text[i].front() == 'n') << "only numbers are counters: " << text[i];
    }
  }
}

TEST(StatTableTest, TextForThePageOmitsOnlyTheCallbackForm) {
  const std::string_view all = TableTextWithCallbackForm();
  const std::string_view today = TableText();
  ASSERT_TRUE(all.starts_with(today)) << "a type has the same number in both";
  EXPECT_TRUE(all.substr(today.size()).starts_with("ssrc\t"));
  EXPECT_EQ(today.find("goog"), std::string_view::npos);
}

TEST(StatTableTest, TextContainsAlternativeNamesAndNestedMembers) {
  const std::string text = TableText();
  EXPECT_NE(text.find(",npacketsDiscarded|discardedPackets,"), std::string::npos) << "Firefox video";
  EXPECT_NE(text.find(",lkind|mediaType,"), std::string::npos);
  EXPECT_NE(text.find(",nqualityLimitationDurations.cpu,"), std::string::npos);
}

TEST(StatTableTest, CountersHaveAResetGroup) {
  const auto members = Members(Type::inbound_rtp);
  EXPECT_EQ(members[inbound_rtp::bytesReceived].group, kMain);
  EXPECT_EQ(members[inbound_rtp::freezeCount].group, kQuality);
  EXPECT_EQ(members[inbound_rtp::qpSum].group, kQp);
  EXPECT_EQ(members[inbound_rtp::jitter].group, kNoCounter);
  EXPECT_TRUE(members[inbound_rtp::packetsLost].may_fall);
  EXPECT_FALSE(members[inbound_rtp::packetsReceived].may_fall);
  EXPECT_TRUE(members[inbound_rtp::packetsReceived].wraps32);
  EXPECT_FALSE(members[inbound_rtp::bytesReceived].wraps32);
  EXPECT_EQ(Members(Type::outbound_rtp)[outbound_rtp::qualityLimitationCpu].group, kLimitation);
}

// Addresses, ports, credentials, certificates, URLs and device labels are not even read.
TEST(StatTableTest, OmitsIdentifyingMembers) {
  const std::set<std::string_view> banned = {"address", "relatedAddress", "ip", "ipAddress", "port", "relatedPort", "portNumber",
                                             "usernameFragment", "ufrag", "fingerprint", "base64Certificate", "localCertificateId",
                                             "url", "label", "foundation", "sdpFmtpLine"};
  for (std::string_view line : Lines()) {
    for (std::string_view member : MembersIn(line)) {
      member.remove_prefix(1);
      for (std::string_view name : Split(member, '|')) EXPECT_FALSE(banned.contains(name)) << name << " in " << line;
    }
  }
}

}  // namespace
}  // namespace rtc_vitals::stat
