"""llvm-cov's JSON export, its files by their paths in the project."""
import json
import os


def files(stream, root, folder):
    """(path, what is known of the file) for the files of `folder`; paths were cut for reproducible builds, and wind."""
    for file in json.load(stream)["data"][0]["files"]:
        path = os.path.relpath(os.path.join(root, file["filename"]), root)
        if path.startswith(folder + os.sep):
            yield path, file
