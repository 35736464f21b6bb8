// malloc() and free() for the page's module, in a third of the bytes of Emscripten's smallest. The size of a block is a power of two, and a
// freed block is reused for that size only. Blocks are never merged or returned. That suits a core whose lists grow by doubling: a busy
// minute reuses the blocks of the one before.
#include <cstddef>
#include <cstdint>

extern "C" unsigned char __heap_base;  // defined by the linker: start of the unused memory

namespace {

// Precedes every block. Its 8 bytes keep the doubles after it aligned.
struct Header {
  Header* next;         // the next free block of this size
  std::uint32_t power;  // the block has 2^power bytes, including the header
};
static_assert(sizeof(Header) == 8);

constexpr std::uint32_t kMinPower = 4;
constexpr std::uint32_t kPowers = 31;
constexpr std::size_t kPageBytes = 65536;

Header* free_blocks[kPowers];
std::size_t unused = 0;  // address of the first byte that was never part of a block

// A new block. Traps if the browser gives no more memory.
Header* NewBlock(std::uint32_t power) {
  if (unused == 0) unused = (reinterpret_cast<std::size_t>(&__heap_base) + 15) & ~std::size_t{15};
  const std::size_t end = unused + (std::size_t{1} << power);
  const std::size_t has = __builtin_wasm_memory_size(0) * kPageBytes;
  if (end < unused) __builtin_trap();
  if (end > has &&
      __builtin_wasm_memory_grow(0, (end - has + kPageBytes - 1) / kPageBytes) == static_cast<std::size_t>(-1)) __builtin_trap();
  Header* block = reinterpret_cast<Header*>(unused);
  unused = end;
  block->power = power;
  return block;
}

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  std::uint32_t power = kMinPower;
  while (power < kPowers && (std::size_t{1} << power) - sizeof(Header) < bytes) ++power;
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
