"""llvm-cov's JSON export, its files by their paths in the project."""
import json
import os


def files(stream, root, folder):
    """(path, what is known of the file) for the files of `folder`.

    The project's folder is cut from paths when they are compiled in, and llvm-cov puts the build folder before them:
    ./build/coverage/../../lib/x.cpp, and of files that are compiled together ./build/coverage/./lib/x.cpp."""
    for file in json.load(stream)["data"][0]["files"]:
        path = os.path.relpath(os.path.join(root, file["filename"].rsplit("/./", 1)[-1]), root)
        if path.startswith(folder + os.sep):
            yield path, file
