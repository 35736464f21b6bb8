# Every Emscripten flag, once, with its reason. Made for Debian 12's Emscripten 3.1.6; newer ones are told apart where they differ.

# What the page and Node load.
set(RTC_VITALS_WASM_MODULE_COMPILE
  -Oz    # the page pays for every byte, and a poll takes microseconds either way
  -flto  # drops what no binding reaches, across the libraries
  -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0  # embind would need RTTI to name a type in an error
)
set(RTC_VITALS_WASM_MODULE_LINK
  -Oz -flto
  --bind                   # embind: the classes of wasm/*.cc
  -fno-exceptions -fno-rtti  # again when linking: this is what chooses the libc++ and the embind built without them
  --no-entry               # no main()
  -sMODULARIZE=1           # a factory; nothing happens at import, so that a server can import it too
  -sEXPORT_ES6=1           # ... as an ES module
  -sEXPORT_NAME=createModule
  -sUSE_ES6_IMPORT_META=0  # no new URL("browser.wasm", import.meta.url), which the bundlers of our users would try to resolve
  -sSTRICT=1               # no deprecated parts of the runtime
  -sINCOMING_MODULE_JS_API=wasmBinary  # the one thing handed in: the bytes, which js/build.mjs embeds. No fetch
  -sDYNAMIC_EXECUTION=0    # no eval, no new Function: runs under script-src 'self' 'wasm-unsafe-eval'
  -sFILESYSTEM=0           # nothing reads a file
  -sALLOW_MEMORY_GROWTH=1  # a call may have any number of streams; the shim re-makes its view after a growth
  -sMALLOC=emmalloc        # 5 kB smaller than dlmalloc
  -sTEXTDECODER=2          # TextDecoder is everywhere: no fallback written in JS
  -sASSERTIONS=0
)
set(RTC_VITALS_WASM_BROWSER_LINK -sENVIRONMENT=web,worker)
set(RTC_VITALS_WASM_NODE_LINK
  -sENVIRONMENT=web,worker  # not "node": that glue looks for __dirname, which an ES module has not. The bytes are handed in
)
if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 4.0.7)
  list(APPEND RTC_VITALS_WASM_MODULE_LINK -sEXPORTED_RUNTIME_METHODS=HEAPF64)  # the shim writes rows into it; older ones export it anyway
endif()

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
