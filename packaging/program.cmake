# The program, and what the shells need to complete its command line: the program makes that itself.
install(TARGETS feastctl DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${doc_folder} COMPONENT archive EXCLUDE_FROM_ALL)

if(NOT CMAKE_CROSSCOMPILING)
  set(completions ${CMAKE_CURRENT_BINARY_DIR}/completions)
  file(MAKE_DIRECTORY ${completions})
  set(shells bash zsh fish)
  set(made ${completions}/feastctl ${completions}/_feastctl ${completions}/feastctl.fish)
  foreach(shell file IN ZIP_LISTS shells made)
    add_custom_command(OUTPUT ${file} COMMAND feastctl completion ${shell} > ${file} DEPENDS feastctl VERBATIM)
  endforeach()
  add_custom_target(completions ALL DEPENDS ${made})
  install(FILES ${completions}/feastctl DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
  install(FILES ${completions}/feastctl.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
  # Debian's zsh looks elsewhere for what packages bring.
  install(FILES ${completions}/_feastctl DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT zsh)
  install(FILES ${completions}/_feastctl DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT debian EXCLUDE_FROM_ALL)
endif()
