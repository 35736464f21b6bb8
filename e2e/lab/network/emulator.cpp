// A bad network in user space: packets that enter one TUN device leave through the other, delayed, reduced in number or not at all.
// For kernels without a traffic shaper of their own (tc netem).
//
//   emulator DEVICE_A DEVICE_B SEED
//
// Each line on stdin changes links:
//   ab|ba|both NAME=VALUE ...
// The answer is a line with the epoch ms at which it took effect. `stats` is answered by one JSON object. End of input ends the program. The names:
//   delay   ms that every packet takes
//   jitter  additional ms, drawn uniformly from 0 to this
//   hold    ms for which a drawn jitter is kept (0: drawn anew for every packet); packets are never reordered
//   loss    share of packets lost, 0..1
//   burst   mean number of packets lost in a row (<= 1: losses are independent); Gilbert's two-state model
//   rate    kbit/s of the bottleneck, 0 = none
//   queue   ms that a packet may wait at the bottleneck before it is dropped
//   cut     1 = nothing passes
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr double kMaxSleepMs = 1000;
constexpr double kFewBytesQueued = 3000;  // room for two full packets, however slow the bottleneck

struct Settings {
  double delay = 0, jitter = 0, hold = 0, loss = 0, burst = 0, rate = 0, queue = 300, cut = 0;

  double* Find(const std::string& name) {
    const std::pair<const char*, double*> all[] = {{"delay", &delay}, {"jitter", &jitter}, {"hold", &hold},   {"loss", &loss},
                                                   {"burst", &burst}, {"rate", &rate},     {"queue", &queue}, {"cut", &cut}};
    for (const auto& [known, value] : all)
      if (name == known) return value;
    return nullptr;
  }
};

template <class Clock>
double Now() {
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}
double SteadyMs() { return Now<std::chrono::steady_clock>(); }
double EpochMs() { return Now<std::chrono::system_clock>(); }

// One direction. Loss is decided on arrival. A packet waits in `bottleneck_`, then travels in `flight_`, which is in order of arrival: packets never
// overtake each other.
class Link {
 public:
  Link(int from, int to, std::uint64_t seed) : from_(from), to_(to), random_(seed) {}

  Settings& settings() { return settings_; }
  int from() const { return from_; }

  // To be called after settings changed: waiting packets are served at the new rate, and a new jitter is drawn at once.
  void Changed(double now) {
    jitter_until_ = now;
    if (!bottleneck_.empty()) head_done_ = now + ServiceMs(bottleneck_.front());
  }

  void TakeIn(double now) {
    std::uint8_t buffer[65536];
    for (ssize_t n; (n = read(from_, buffer, sizeof buffer)) > 0;)
      if (IsForTheOtherSide(buffer, n)) Arrive(Bytes(buffer, buffer + n), now);
  }

  void Move(double now) {
    while (!bottleneck_.empty() && head_done_ <= now) {
      Depart(std::move(bottleneck_.front()), head_done_);
      bottleneck_.pop_front();
      if (!bottleneck_.empty()) head_done_ += ServiceMs(bottleneck_.front());
    }
    for (; !flight_.empty() && flight_.front().first <= now; flight_.pop_front()) {
      const Bytes& packet = flight_.front().second;
      passed_ += write(to_, packet.data(), packet.size()) == static_cast<ssize_t>(packet.size());
    }
  }

  double NextMs() const {
    double next = SteadyMs() + kMaxSleepMs;
    if (!bottleneck_.empty()) next = std::min(next, head_done_);
    if (!flight_.empty()) next = std::min(next, flight_.front().first);
    return next;
  }

  void PrintStats() const { std::printf("{\"arrived\":%ld,\"passed\":%ld,\"lost\":%ld,\"overflowed\":%ld}", arrived_, passed_, lost_, overflowed_); }

 private:
  static bool IsForTheOtherSide(const std::uint8_t* p, ssize_t n) {  // IPv4, to 10.77.x.x: nothing else is routed here
    return n >= 20 && p[0] >> 4 == 4 && p[16] == 10 && p[17] == 77;
  }

  double Draw() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  double ServiceMs(const Bytes& packet) const { return settings_.rate > 0 ? static_cast<double>(packet.size()) * 8 / settings_.rate : 0; }

  bool IsLost() {
    if (settings_.cut > 0) return true;
    if (settings_.burst <= 1) return Draw() < settings_.loss;
    const double leave = 1 / settings_.burst, enter = leave * settings_.loss / (1 - settings_.loss);
    in_burst_ = settings_.loss > 0 && (in_burst_ ? Draw() >= leave : Draw() < enter);
    return in_burst_;
  }

  void Arrive(Bytes packet, double now) {
    ++arrived_;
    if (IsLost()) {
      ++lost_;
      return;
    }
    if (settings_.rate <= 0 && bottleneck_.empty()) return Depart(std::move(packet), now);
    double waiting = 0;
    for (const Bytes& other : bottleneck_) waiting += static_cast<double>(other.size());
    if (waiting > std::max(kFewBytesQueued, settings_.queue * settings_.rate / 8)) {
      ++overflowed_;
      return;
    }
    if (bottleneck_.empty()) head_done_ = now + ServiceMs(packet);
    bottleneck_.push_back(std::move(packet));
  }

  void Depart(Bytes packet, double now) {
    if (now >= jitter_until_) {
      jitter_ = settings_.jitter * Draw();
      jitter_until_ = now + settings_.hold;
    }
    last_arrival_ = std::max(last_arrival_, now + settings_.delay + jitter_);
    flight_.emplace_back(last_arrival_, std::move(packet));
  }

  int from_, to_;
  Settings settings_;
  std::mt19937_64 random_;
  std::deque<Bytes> bottleneck_;
  std::deque<std::pair<double, Bytes>> flight_;
  double head_done_ = 0, last_arrival_ = 0, jitter_ = 0, jitter_until_ = 0;
  bool in_burst_ = false;
  long arrived_ = 0, passed_ = 0, lost_ = 0, overflowed_ = 0;
};

int OpenTun(const char* name) {
  const int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  ifreq request{};
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (fd < 0 || ioctl(fd, TUNSETIFF, &request) < 0) {
    std::perror(name);
    std::exit(1);
  }
  return fd;
}

bool Set(Link& link, std::istringstream words) {
  for (std::string word; words >> word;) {
    const std::size_t equals = word.find('=');
    double* setting = link.settings().Find(word.substr(0, equals));
    if (!setting || equals == std::string::npos) return false;
    *setting = std::atof(word.c_str() + equals + 1);
  }
  link.Changed(SteadyMs());
  return true;
}

void Obey(const std::string& line, Link& ab, Link& ba) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string target = line.substr(0, space), changes = line.substr(space);
  if (target == "stats") {
    std::printf("{\"ab\":");
    ab.PrintStats();
    std::printf(",\"ba\":");
    ba.PrintStats();
    std::printf("}\n");
    return;
  }
  bool good = target == "ab" || target == "ba" || target == "both";
  if (good && target != "ba") good = Set(ab, std::istringstream(changes));
  if (good && target != "ab") good = Set(ba, std::istringstream(changes));
  if (good) std::printf("%.3f\n", EpochMs());
  else std::printf("not understood: %s\n", line.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fprintf(stderr, "usage: emulator DEVICE_A DEVICE_B SEED\n"), 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const int a = OpenTun(argv[1]), b = OpenTun(argv[2]);
  const std::uint64_t seed = std::strtoull(argv[3], nullptr, 10);
  Link ab(a, b, 2 * seed), ba(b, a, 2 * seed + 1);
  std::printf("%.3f\n", EpochMs());

  std::string input;
  for (;;) {
    const double wait = std::max(0.0, std::min(ab.NextMs(), ba.NextMs()) - SteadyMs());
    const timespec timeout{static_cast<time_t>(wait / 1000), static_cast<long>(wait * 1e6) % 1'000'000'000};
    pollfd ready[] = {{a, POLLIN, 0}, {b, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    if (ppoll(ready, 3, &timeout, nullptr) < 0) continue;
    if ((ready[0].revents | ready[1].revents) & POLLERR) return 0;  // the device was removed with its namespace
    for (Link* link : {&ab, &ba}) {
      link->Move(SteadyMs());
      link->TakeIn(SteadyMs());
      link->Move(SteadyMs());
    }
    if (!ready[2].revents) continue;
    char chunk[1024];
    const ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
    if (n <= 0) return 0;
    input.append(chunk, static_cast<std::size_t>(n));
    for (std::size_t end; (end = input.find('\n')) != std::string::npos; input.erase(0, end + 1)) Obey(input.substr(0, end), ab, ba);
  }
}
