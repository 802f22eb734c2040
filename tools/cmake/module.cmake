# module(NAME LEVEL n [NEEDS modules…] [PUBLIC modules…] [USES foreign…] [HEAVY headers…])
#
# One folder src/NAME = one static library = one test program NAME_test (tests/NAME/*_test.cpp).
# Each module gets an include folder of its own that holds nothing but a link NAME -> src/NAME, so
# a header of another module can only be found when NEEDS or PUBLIC names that module. Naming a
# module of the same or a higher level stops the configuration.
# src/README.md holds the same table; tools/check_modules compares the two.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set_property(GLOBAL PROPERTY USE_FOLDERS ON)

add_library(house_rules INTERFACE)
# -pthread: some libraries ask for it, and it must be the same wherever the common headers are.
target_compile_options(house_rules INTERFACE -pthread -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wnon-virtual-dtor -Woverloaded-virtual)
# GCC 12 sees overlaps in std::string that are none once it optimizes (its bug 105651).
target_compile_options(house_rules INTERFACE "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>")
if(HUIBIAO_WERROR)
  target_compile_options(house_rules INTERFACE -Werror)
endif()
if(HUIBIAO_SANITIZE)
  target_compile_options(house_rules INTERFACE -fsanitize=address,undefined
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(house_rules INTERFACE -fsanitize=address,undefined)
  # The thousands of checks are sooner compiled so; what they check keeps both sanitizers.
  target_compile_options(house_rules INTERFACE "$<$<BOOL:$<TARGET_PROPERTY:CHECKS>>:-fno-sanitize=undefined>")
  if(NOT HUIBIAO_FUZZ)
    # A look at every pointer before every use makes a third of the compiler's work and finds what
    # AddressSanitizer finds a moment later; tools/fuzz --asan keeps it.
    target_compile_options(house_rules INTERFACE -fno-sanitize=null,alignment,object-size,vptr,nonnull-attribute,returns-nonnull-attribute)
  endif()
endif()
if(HUIBIAO_FUZZ)
  # As fast as what users run, but for the counting of branches and a look at every array access.
  target_compile_options(house_rules INTERFACE -fsanitize=fuzzer-no-link)
  target_compile_definitions(house_rules INTERFACE _GLIBCXX_ASSERTIONS)
endif()
# What nearly every file includes is compiled once (tools/cmake/common.h), which takes two fifths off the rest. Not
# under a compiler cache, which would keep a copy of it all for every tree.
option(HUIBIAO_PRECOMPILE "Compile the common foreign headers once" ON)
if(CMAKE_CXX_COMPILER_LAUNCHER)
  set(HUIBIAO_PRECOMPILE OFF)
endif()
# precompile(TARGET [FROM other]): the headers given beside the common ones, or those of another target.
function(precompile target)
  cmake_parse_arguments(P "" "FROM" "" ${ARGN})
  if(NOT HUIBIAO_PRECOMPILE)
    return()
  endif()
  if(P_FROM)
    target_precompile_headers(${target} REUSE_FROM ${P_FROM})
  else()
    target_precompile_headers(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tools/cmake/common.h" ${P_UNPARSED_ARGUMENTS})
  endif()
endfunction()

if(HUIBIAO_PRECOMPILE)
  file(WRITE "${CMAKE_BINARY_DIR}/alone/empty.cpp" "")
  add_library(common OBJECT "${CMAKE_BINARY_DIR}/alone/empty.cpp")
  target_link_libraries(common PRIVATE house_rules tl::expected fmt::fmt)
  precompile(common)
  if(HUIBIAO_TESTS)
    add_library(common_test OBJECT "${CMAKE_BINARY_DIR}/alone/empty.cpp")
    set_target_properties(common_test PROPERTIES CHECKS ON)
    target_link_libraries(common_test PRIVATE house_rules tl::expected fmt::fmt doctest::doctest)
    precompile(common_test <doctest/doctest.h>)
  endif()
endif()

if(HUIBIAO_TESTS)
  enable_testing()
  add_library(test_main STATIC "${CMAKE_SOURCE_DIR}/tests/main.cpp")
  set_target_properties(test_main PROPERTIES CHECKS ON)
  target_link_libraries(test_main PUBLIC house_rules doctest::doctest)
  target_include_directories(test_main PUBLIC "${CMAKE_SOURCE_DIR}/tests/support")
  target_compile_definitions(test_main PUBLIC HUIBIAO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                             HUIBIAO_FONT_DIR="${HUIBIAO_FONT_DIR}"
                             HUIBIAO_SHARE_DIR="${CMAKE_BINARY_DIR}/share/huibiao")
endif()

function(module name)
  cmake_parse_arguments(M "" "LEVEL" "NEEDS;PUBLIC;USES;HEAVY" ${ARGN})
  foreach(need IN LISTS M_NEEDS M_PUBLIC)
    if(NOT TARGET ${need})
      message(FATAL_ERROR "module ${name} needs ${need}, which is not declared above it")
    endif()
    get_target_property(level ${need} MODULE_LEVEL)
    if(NOT level LESS M_LEVEL)
      message(FATAL_ERROR "module ${name} (level ${M_LEVEL}) may not use ${need} (level ${level})")
    endif()
  endforeach()

  set(door "${CMAKE_BINARY_DIR}/include/${name}")
  file(MAKE_DIRECTORY "${door}")
  file(CREATE_LINK "${CMAKE_SOURCE_DIR}/src/${name}" "${door}/${name}" SYMBOLIC)

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cpp")
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.h")
  # Every header alone, as the first thing its reader includes: its own .cpp is that, or one is made.
  foreach(header IN LISTS headers)
    get_filename_component(stem "${header}" NAME_WE)
    set(first "")
    if(EXISTS "${CMAKE_SOURCE_DIR}/src/${name}/${stem}.cpp")
      file(STRINGS "${CMAKE_SOURCE_DIR}/src/${name}/${stem}.cpp" first REGEX "^#include" LIMIT_COUNT 1)
    endif()
    if(first STREQUAL "#include \"${name}/${stem}.h\"")
      continue()
    endif()
    set(alone "${CMAKE_BINARY_DIR}/alone/${name}/${stem}.cpp")
    if(NOT EXISTS "${alone}")
      file(WRITE "${alone}" "#include \"${name}/${stem}.h\"\n")
    endif()
    if(HUIBIAO_TESTS)
      list(APPEND sources "${alone}")
      set_source_files_properties("${alone}" PROPERTIES COMPILE_OPTIONS "-fno-sanitize=all;-g0"
                                  SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endforeach()
  if(NOT sources)
    file(WRITE "${CMAKE_BINARY_DIR}/alone/${name}/empty.cpp" "")
    list(APPEND sources "${CMAKE_BINARY_DIR}/alone/${name}/empty.cpp")
  endif()

  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES MODULE_LEVEL ${M_LEVEL} OUTPUT_NAME "huibiao_${name}")
  target_include_directories(${name} PUBLIC "${door}")
  target_link_libraries(${name} PUBLIC ${M_PUBLIC} PRIVATE ${M_NEEDS} house_rules)
  foreach(foreign IN LISTS M_USES)
    target_link_libraries(${name} ${FOREIGN_${foreign}_REACH} ${FOREIGN_${foreign}})
  endforeach()
  if(M_HEAVY)
    precompile(${name} ${M_HEAVY})
  else()
    precompile(${name} FROM common)
  endif()

  if(HUIBIAO_TESTS)
    file(GLOB tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cpp")
    if(tests)
      add_executable(${name}_test ${tests})
      set_target_properties(${name}_test PROPERTIES CHECKS ON)
      # What the module names, its test may use too: nothing else is in sight.
      target_link_libraries(${name}_test PRIVATE ${name} ${M_NEEDS} test_main)
      precompile(${name}_test FROM common_test)
      add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
      set_tests_properties(${name} PROPERTIES LABELS unit ENVIRONMENT
        "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0")
    endif()
  endif()
endfunction()

# test_program(NAME NEEDS modules…): tests/NAME/*_test.cpp that try several modules together.
function(test_program name)
  cmake_parse_arguments(T "" "" "NEEDS" ${ARGN})
  if(NOT HUIBIAO_TESTS)
    return()
  endif()
  file(GLOB tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cpp")
  add_executable(${name}_test ${tests})
  set_target_properties(${name}_test PROPERTIES CHECKS ON)
  target_link_libraries(${name}_test PRIVATE ${T_NEEDS} test_main)
  precompile(${name}_test FROM common_test)
  add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS ${name} ENVIRONMENT
    "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0")
endfunction()

# tests/fuzz: its targets are tried on the seeds by a test program, and driven by libFuzzer (clang) where
# HUIBIAO_FUZZ is on. Only the program `fuzz` is built then, see tools/fuzz.
function(fuzz_targets)
  cmake_parse_arguments(F "" "" "NEEDS" ${ARGN})
  if(HUIBIAO_TESTS)
    test_program(fuzz NEEDS ${F_NEEDS})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/target*.cpp")
    target_sources(fuzz_test PRIVATE ${sources})
  endif()
  if(HUIBIAO_FUZZ)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/target*.cpp")
    add_executable(fuzz EXCLUDE_FROM_ALL ${sources} "${CMAKE_SOURCE_DIR}/tests/fuzz/main.cpp")
    target_include_directories(fuzz PRIVATE "${CMAKE_SOURCE_DIR}/tests/support")
    target_link_libraries(fuzz PRIVATE ${F_NEEDS} house_rules)
    target_link_options(fuzz PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()

# tool(NAME SOURCES files… NEEDS modules… USES foreign…): a program of the workshop, built when asked for by name
# and never installed; it may look into the internals of the modules it needs.
function(tool name)
  cmake_parse_arguments(T "" "" "SOURCES;NEEDS;USES" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_NEEDS} house_rules)
  foreach(foreign IN LISTS T_USES)
    target_link_libraries(${name} PRIVATE ${FOREIGN_${foreign}})
  endforeach()
endfunction()

# The program runs in place: build/share/huibiao stands to build/bin as it does once installed.
function(program name)
  cmake_parse_arguments(P "" "FROM" "NEEDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${P_FROM}/*.cpp")
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${P_NEEDS} house_rules)
  target_compile_definitions(${name} PRIVATE HUIBIAO_FONT_DIR="${HUIBIAO_FONT_DIR}")
  set(share "${CMAKE_BINARY_DIR}/share/${name}")
  file(MAKE_DIRECTORY "${share}")
  foreach(data assets layouts)
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${data}" "${share}/${data}" SYMBOLIC)
    install(DIRECTORY "${CMAKE_SOURCE_DIR}/${data}" DESTINATION "${CMAKE_INSTALL_DATADIR}/${name}")
  endforeach()
  install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endfunction()

# bare_test(NAME SOURCES files…): a test program without sanitizers, for what must have the C library's heap.
function(bare_test name)
  cmake_parse_arguments(B "" "" "SOURCES" ${ARGN})
  if(NOT HUIBIAO_TESTS)
    return()
  endif()
  add_executable(${name}_test ${B_SOURCES})
  target_include_directories(${name}_test PRIVATE "${CMAKE_SOURCE_DIR}/src/main")
  target_compile_features(${name}_test PRIVATE cxx_std_20)
  target_compile_options(${name}_test PRIVATE -Wall -Wextra -Wpedantic -Werror)
  target_link_libraries(${name}_test PRIVATE doctest::doctest)
  add_test(NAME ${name} COMMAND ${name}_test)
endfunction()

# A test that is a script: exit 0 passed, 77 skipped (it says why), anything else failed.
# ALONE: nothing else runs beside it (it times). LONG: only with tools/test --long.
function(script_test name)
  cmake_parse_arguments(S "ALONE;LONG" "" "COMMAND" ${ARGN})
  if(NOT HUIBIAO_TESTS)
    return()
  endif()
  if(S_LONG)
    list(PREPEND S_COMMAND "${CMAKE_SOURCE_DIR}/tools/long_only")
  endif()
  add_test(NAME ${name} COMMAND ${S_COMMAND} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 RUN_SERIAL "${S_ALONE}" ENVIRONMENT
    # The graphics driver is unloaded before leaks are looked for, so its own cannot be told by name;
    # the unit tests look for ours.
    "ASAN_OPTIONS=detect_leaks=0")
endfunction()
