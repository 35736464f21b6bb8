# Every Emscripten flag, once, with its reason. Made for Debian 12's Emscripten 3.1.6; newer ones are told apart where they differ.

# What the page and Node load: plain .wasm files that import nothing. wasm/bind.h and wasm/module.js are the glue; Emscripten's own, with
# embind, would be 8 kB of the page's gzipped file.
set(RTC_VITALS_WASM_MODULE_COMPILE
  -Oz    # the page pays for every byte, and a poll takes microseconds either way
  -flto  # drops what no binding reaches, across the libraries
  -finline-functions  # 3.1.6 forbids inlining at -Oz, so that every step of an iterator would be a call: 6 % larger, and slower
  -mbulk-memory -mnontrapping-fptoint -msign-ext  # 1 % smaller; older than the DecompressionStream that the page needs anyway
)
set(RTC_VITALS_WASM_MODULE_LINK
  -Oz -flto
  -fno-exceptions -fno-rtti   # again when linking: this is what chooses the C++ library built without them
  -sSTANDALONE_WASM=1         # the memory grows by itself, without a helper in JS
  --no-entry                  # no main()
  -sEXPORTED_FUNCTIONS=_malloc,_free  # wasm/module.js puts texts there
  -sALLOW_MEMORY_GROWTH=1     # a call may have any number of streams; the shim re-makes its view after a growth
  -sINITIAL_MEMORY=1MB        # enough for a call of 25 reports; 16 MB would be reserved otherwise
  -sASSERTIONS=0
)
set(RTC_VITALS_WASM_BROWSER_LINK
  -sTOTAL_STACK=128KB  # of that memory; nothing in the core recurses
  -sMALLOC=none        # page_allocator.cc
)
# As compiled; binaryen's tools cannot read that in the file.
set(RTC_VITALS_WASM_BROWSER_FEATURES
  --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals)
# Emscripten's own wasm-opt, once more on what it wrote: what it reads back it can shorten again by half a percent, and by as much where it finds the
# control flow anew.
set(RTC_VITALS_WASM_BROWSER_OPT
  --flatten --rereloop -Oz -Oz --low-memory-unused  # nothing lies in the first kilobyte, which is what Emscripten tells it too
)
set(RTC_VITALS_WASM_NODE_LINK
  -sTOTAL_STACK=512KB  # the readers keep larger buffers on theirs
  -Wl,--wrap=strtod    # node_strtod.cc
)

# After them, for what only Node loads: there time counts, since a collector that reads is one that does not store.
set(RTC_VITALS_WASM_NODE_COMPILE -O2)

# The GoogleTest suite under Node.
set(RTC_VITALS_WASM_TEST_LINK
  -O1
  -sASSERTIONS=2 -sSAFE_HEAP=1  # every access checked for bounds and alignment
  -sSINGLE_FILE=1               # one .js that runs from anywhere
  -sENVIRONMENT=node
  -sNODERAWFS=1                 # tests read traces and goldens from the disk
  -sALLOW_MEMORY_GROWTH=1
  -sEXIT_RUNTIME=1              # the exit code is the result
  --pre-js ${CMAKE_CURRENT_LIST_DIR}/test_environment.js
)
