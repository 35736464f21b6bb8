// malloc() and free() of the page's module, in a third of the bytes of Emscripten's smallest: every block is a power of two, and a block that was
// freed waits for the next of its size. Nothing is ever joined or given back, which suits a core whose lists grow by doubling: what a busy minute took
// is what the next one needs, and never more than twice that.
#include <cstddef>
#include <cstdint>

extern "C" unsigned char __heap_base;  // the linker's: where the memory that nobody has begins

namespace {

// Stands before every block; 8 bytes, so that doubles behind it are aligned.
struct Header {
  Header* next;         // of the free blocks of this size
  std::uint32_t power;  // the block has 2 to this power bytes, header and all
};
static_assert(sizeof(Header) == 8);

constexpr std::uint32_t kLeastPower = 4;
constexpr std::uint32_t kPowers = 31;
constexpr std::size_t kPageBytes = 65536;

Header* free_blocks[kPowers];
std::size_t unused = 0;  // address of the first byte that never belonged to a block

// A new block; traps when the browser gives no more memory.
Header* NewBlock(std::uint32_t power) {
  if (unused == 0) unused = (reinterpret_cast<std::size_t>(&__heap_base) + 15) & ~std::size_t{15};
  const std::size_t end = unused + (std::size_t{1} << power);
  const std::size_t has = __builtin_wasm_memory_size(0) * kPageBytes;
  if (end < unused) __builtin_trap();
  if (end > has && __builtin_wasm_memory_grow(0, (end - has + kPageBytes - 1) / kPageBytes) == static_cast<std::size_t>(-1)) __builtin_trap();
  Header* block = reinterpret_cast<Header*>(unused);
  unused = end;
  block->power = power;
  return block;
}

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  std::uint32_t power = kLeastPower;
  while (power < kPowers && (std::size_t{1} << power) < bytes + sizeof(Header)) ++power;
  if (power == kPowers) __builtin_trap();
  Header* block = free_blocks[power];
  if (block) free_blocks[power] = block->next;
  else block = NewBlock(power);
  return block + 1;
}

void free(void* place) {
  if (!place) return;
  Header* block = static_cast<Header*>(place) - 1;
  block->next = free_blocks[block->power];
  free_blocks[block->power] = block;
}

}  // extern "C"
