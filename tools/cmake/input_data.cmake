# The tables of Chinese input, made when the program is built: tools/input weighs the words, rime_deployer (Debian:
# librime-bin) makes tables of them. They lie in share/huibiao/input, in the build folder as in a prefix, with the
# licences of the data they come from.

find_program(RIME_DEPLOYER rime_deployer REQUIRED)
find_path(PINYIN_SIMP_DIR pinyin_simp.dict.yaml PATHS /usr/share/rime-data REQUIRED NO_DEFAULT_PATH)
find_path(OPEN_GRAM_DIR lm_sc.t3g REQUIRED
          PATHS "/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/sunpinyin/data" /usr/lib/sunpinyin/data /usr/share/sunpinyin/data
          NO_DEFAULT_PATH)

file(GLOB input_tool CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tools/input/*.cpp")
add_executable(input_data ${input_tool})
pkg_check_modules(opencc REQUIRED IMPORTED_TARGET opencc)
target_link_libraries(input_data PRIVATE base house_rules fmt::fmt PkgConfig::opencc)
# Of the module it takes the layout of one file alone (input/internal/pairs.h).
target_include_directories(input_data PRIVATE "${CMAKE_BINARY_DIR}/include/input")
set_target_properties(input_data PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/input_data")

set(work "${CMAKE_BINARY_DIR}/input_data")
set(INPUT_SHARE "${CMAKE_BINARY_DIR}/share/huibiao/input")
file(GLOB own_words CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/input/*.txt")
file(GLOB schemas CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/input/schemas/*.yaml")
set(made "${work}/out/default.yaml" "${work}/out/huibiao.table.bin" "${work}/out/huibiao.reverse.bin")
foreach(schema huibiao_letters huibiao_letters_fuzzy huibiao_nine huibiao_nine_fuzzy)
  list(APPEND made "${work}/out/${schema}.schema.yaml" "${work}/out/${schema}.prism.bin")
endforeach()

# Copying at the end is what notices a table that was not made: rime_deployer says 0 all the same.
add_custom_command(
  OUTPUT "${INPUT_SHARE}/made"
  COMMAND ${CMAKE_COMMAND} -E rm -rf "${work}/from" "${work}/out" "${INPUT_SHARE}"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${work}/from" "${work}/out" "${INPUT_SHARE}"
  COMMAND ${CMAKE_COMMAND} -E copy ${schemas} "${work}/from"
  COMMAND input_data "${PINYIN_SIMP_DIR}" "${OPEN_GRAM_DIR}" "${work}/from" ${own_words}
  # It tells every step, on stderr and in the temporary folder.
  COMMAND ${CMAKE_COMMAND} -E env "TMPDIR=${work}/from"
          sh -c [[exec "$0" --build "$1" "$1" "$2" 2> "$1/deploy.log"]] ${RIME_DEPLOYER} "${work}/from" "${work}/out"
  COMMAND ${CMAKE_COMMAND} -E copy ${made} "${work}/from/pairs.bin" "${work}/from/readings.txt" "${INPUT_SHARE}"
  COMMAND ${CMAKE_COMMAND} -E copy "${CMAKE_SOURCE_DIR}/assets/input/README.md" "${INPUT_SHARE}"
  COMMAND ${CMAKE_COMMAND} -E copy_if_different /usr/share/doc/rime-data-pinyin-simp/copyright
          "${INPUT_SHARE}/LICENSE-pinyin_simp.txt"
  COMMAND ${CMAKE_COMMAND} -E copy_if_different /usr/share/doc/sunpinyin-data/copyright
          "${INPUT_SHARE}/LICENSE-open-gram.txt"
  COMMAND ${CMAKE_COMMAND} -E touch "${INPUT_SHARE}/made"
  DEPENDS input_data ${own_words} ${schemas} "${CMAKE_SOURCE_DIR}/assets/input/README.md"
  COMMENT "Making the tables of Chinese input" VERBATIM)
add_custom_target(input_tables ALL DEPENDS "${INPUT_SHARE}/made")
foreach(user huibiao input_test cli_test kiosk_test)
  if(TARGET ${user})
    add_dependencies(${user} input_tables)
  endif()
endforeach()
install(DIRECTORY "${INPUT_SHARE}" DESTINATION "${CMAKE_INSTALL_DATADIR}/huibiao" PATTERN made EXCLUDE)

# Times the keys for tools/bench; not part of the product.
add_executable(input_keys EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tools/benchmarks/input_keys.cpp")
target_link_libraries(input_keys PRIVATE input house_rules)
set_target_properties(input_keys PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/input_data")
