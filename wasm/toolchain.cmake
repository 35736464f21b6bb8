# Finds the Emscripten that is installed (Debian's package, or an emsdk whose em++ is on the PATH) and hands over to its own CMake toolchain.
find_program(RTC_VITALS_EMXX em++ REQUIRED NO_CMAKE_FIND_ROOT_PATH)
file(REAL_PATH ${RTC_VITALS_EMXX} emxx)
cmake_path(GET emxx PARENT_PATH emscripten_dir)
if(NOT EXISTS ${emscripten_dir}/cmake/Modules/Platform/Emscripten.cmake)
  set(emscripten_dir /usr/share/emscripten)  # Debian's /usr/bin/em++ is a wrapper
endif()
include(${emscripten_dir}/cmake/Modules/Platform/Emscripten.cmake)
