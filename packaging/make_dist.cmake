# Fills BUILD/dist: NAME.tar.gz, the Debian package, the SBOM, SHA256SUMS. The same input gives the same bytes: names in order, no
# owners, one date (SOURCE_DATE_EPOCH) for every file.
cmake_policy(VERSION 3.25)  # a script has none
set(dist ${BUILD}/dist)
set(stage ${BUILD}/packaging/stage)
file(REMOVE_RECURSE ${dist} ${stage} ${BUILD}/packaging/deb)
file(MAKE_DIRECTORY ${dist})

function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(component IN ITEMS program zsh archive)
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${stage}/${NAME} --component ${component})
endforeach()
set(ENV{GZIP} "")
run(tar --create --file=${dist}/${NAME}.tar --directory=${stage} --format=gnu --sort=name --mtime=@$ENV{SOURCE_DATE_EPOCH}
    --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r-w,a+X ${NAME})
run(gzip -9n ${dist}/${NAME}.tar)

run(cpack --config ${BUILD}/CPackConfig.cmake -B ${BUILD}/packaging/deb)
file(GLOB packages ${BUILD}/packaging/deb/*.deb)
foreach(package IN LISTS packages)
  file(COPY ${package} DESTINATION ${dist})
endforeach()
file(COPY_FILE ${SBOM} ${dist}/${BOM_NAME})

file(GLOB files RELATIVE ${dist} ${dist}/*)
list(SORT files)
set(sums "")
foreach(file IN LISTS files)
  file(SHA256 ${dist}/${file} sum)
  string(APPEND sums "${sum}  ${file}\n")
endforeach()
file(WRITE ${dist}/SHA256SUMS "${sums}")
message(STATUS "dist: ${files}")
