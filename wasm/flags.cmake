# Every Emscripten flag, once, with its reason. Written for Debian 12's Emscripten 3.1.6.

# For both modules: plain .wasm files without imports. wasm/bind.h and wasm/module.js are the glue; Emscripten's own, with embind, would add 8 kB
# to the page's gzipped file.
set(RTC_VITALS_WASM_MODULE_COMPILE
  -Oz    # the page loads every byte, and a poll takes microseconds either way
  -flto  # drops what no binding reaches, across libraries
  -finline-functions  # 3.1.6 forbids inlining at -Oz: every iterator step would be a call, 6 % larger and slower
  -mbulk-memory -mnontrapping-fptoint -msign-ext  # 1 % smaller; all are older than DecompressionStream, which the page needs anyway
)
set(RTC_VITALS_WASM_MODULE_LINK
  -Oz -flto
  -fno-exceptions -fno-rtti   # needed for linking too: they select the C++ library built without both
  -sSTANDALONE_WASM=1         # memory grows without a JS helper
  --no-entry                  # no main()
  -sEXPORTED_FUNCTIONS=_malloc,_free  # wasm/module.js allocates strings with them
  -sALLOW_MEMORY_GROWTH=1     # a call may have any number of streams; the shim recreates its view after growth
  -sINITIAL_MEMORY=1MB        # enough for a call of 25 reports; the default reserves 16 MB
  -sASSERTIONS=0
)
set(RTC_VITALS_WASM_BROWSER_LINK
  -sTOTAL_STACK=128KB  # part of that memory; nothing in the core recurses
  -sMALLOC=none        # page_allocator.cc
)
# The features of the compile flags: binaryen's tools cannot read them from the file.
set(RTC_VITALS_WASM_BROWSER_FEATURES
  --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals)
# Runs Emscripten's own wasm-opt again on its output: a second pass saves half a percent, and rebuilding the control flow saves as much again.
set(RTC_VITALS_WASM_BROWSER_OPT
  --flatten --rereloop -Oz -Oz --low-memory-unused  # nothing is in the first kilobyte; Emscripten passes this flag too
)
set(RTC_VITALS_WASM_NODE_LINK
  -sTOTAL_STACK=512KB  # the readers keep larger buffers on the stack
  -Wl,--wrap=strtod    # node_strtod.cc
)

# Appended for what only Node loads. Speed matters there: while the collector reads, it does not store.
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
