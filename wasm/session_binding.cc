#include "wasm/session_binding.h"

#include <string_view>

#include "core/session/session.h"

namespace rtc_vitals {
namespace {

// Session with only the types that can cross: numbers, booleans, strings. Plumbing only.
class BoundSession {
 public:
  explicit BoundSession(double epoch) : session_(static_cast<std::uint32_t>(epoch), kReportForms.translation) {}

  bool SetSessionId(std::string_view id) { return session_.SetSessionId(id); }
  bool SetToken(std::string_view token) { return session_.SetToken(token); }
  bool SetTag(std::string_view key, std::string_view value) { return session_.SetTag(key, value); }
  bool SetParameter(std::string_view name, double value) { return session_.SetParameter(name, value); }
  bool SetFormat(std::string_view format) {
    if (format == "rtc-vitals/1") session_.SetFormat(Session::Format::kSchema1);
    else if (format == "points") session_.SetFormat(Session::Format::kPoints);
    else return false;
    return true;
  }

  int OpenConnection(std::string_view name) { return session_.OpenConnection(name); }
  void CloseConnection(int handle) { session_.CloseConnection(handle); }
  bool Label(int handle, std::string_view key, std::string_view participant, std::string_view source) {
    return session_.SetLabel(handle, key, participant, source);
  }
  bool SetPaused(int handle, std::string_view key, bool paused) { return session_.SetPaused(handle, key, paused); }
  bool Mark(double t, std::string_view name, std::string_view detail) { return session_.Mark(t, name, detail); }

  int InternId(std::string_view text) { return session_.InternId(text); }
  int InternLabel(std::string_view text) { return session_.InternLabel(text); }
  unsigned Rows(unsigned doubles) { return static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(session_.Rows(doubles))); }
  unsigned Poll(int handle, unsigned doubles) { return session_.Poll(handle, doubles); }
  TextBuffer TakeReleasedIds() {
    JsonWriter list;
    for (int id : session_.TakeReleasedIds()) list.Integer(id);
    return list.Take();
  }
  TextBuffer SampleJson(int handle) { return session_.SampleJson(handle); }
  TextBuffer TakeEventsJson() { return session_.TakeEventsJson(); }

  void AddLost(int samples, int batches) { session_.AddLost(samples, batches); }
  TextBuffer NextBatch(std::string_view reason) {
    BatchText batch = session_.NextBatch(reason == "hide"   ? Session::Flush::kHide
                                         : reason == "stop" ? Session::Flush::kStop
                                         : reason == "full" ? Session::Flush::kFull
                                                            : Session::Flush::kAsked);
    sent_at_ = batch.sent_at ? static_cast<int>(batch.sent_at) : -1;
    return std::move(batch.json);
  }
  int BatchSentAtOffset() const { return sent_at_; }
  int BatchSamples() const { return session_.last_samples(); }
  double BatchSeq() const { return session_.last_seq(); }

 private:
  Session session_;
  int sent_at_ = -1;
};

TextBuffer StatTable() { return kReportForms.stat_table(); }

}  // namespace

const bind::Binding kSessionBindings[] = {
    {"statTable", bind::Function<StatTable>},
    {"Session.new", bind::New<BoundSession, double>},
    {"Session.delete", bind::Delete<BoundSession>},
    {"Session.setSessionId", bind::Method<&BoundSession::SetSessionId>},
    {"Session.setToken", bind::Method<&BoundSession::SetToken>},
    {"Session.setTag", bind::Method<&BoundSession::SetTag>},
    {"Session.setFormat", bind::Method<&BoundSession::SetFormat>},
    {"Session.setParameter", bind::Method<&BoundSession::SetParameter>},
    {"Session.openConnection", bind::Method<&BoundSession::OpenConnection>},
    {"Session.closeConnection", bind::Method<&BoundSession::CloseConnection>},
    {"Session.label", bind::Method<&BoundSession::Label>},
    {"Session.setPaused", bind::Method<&BoundSession::SetPaused>},
    {"Session.mark", bind::Method<&BoundSession::Mark>},
    {"Session.internId", bind::Method<&BoundSession::InternId>},
    {"Session.internLabel", bind::Method<&BoundSession::InternLabel>},
    {"Session.rows", bind::Method<&BoundSession::Rows>},
    {"Session.poll", bind::Method<&BoundSession::Poll>},
    {"Session.takeReleasedIds", bind::Method<&BoundSession::TakeReleasedIds>},
    {"Session.sampleJson", bind::Method<&BoundSession::SampleJson>},
    {"Session.takeEventsJson", bind::Method<&BoundSession::TakeEventsJson>},
    {"Session.addLost", bind::Method<&BoundSession::AddLost>},
    {"Session.nextBatch", bind::Method<&BoundSession::NextBatch>},
    {"Session.batchSentAtOffset", bind::Method<&BoundSession::BatchSentAtOffset>},
    {"Session.batchSamples", bind::Method<&BoundSession::BatchSamples>},
    {"Session.batchSeq", bind::Method<&BoundSession::BatchSeq>},
    {},
};

}  // namespace rtc_vitals
