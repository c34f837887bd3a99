"""Renders Feast FeatureStores to Kubernetes manifests, and checks them, offline.

    import pathlib
    import feastctl

    result = feastctl.validate(pathlib.Path("store.yaml"))
    for finding in result.findings:
        print(finding)                                       # store.yaml:10:5: error[FS301]: …

    for object in feastctl.render(pathlib.Path("stores"), platform="openshift").objects:
        print(object.kind, object.name, object.manifest["spec"])

The package runs the feastctl program as a separate process, so that nothing there can harm the caller, one package
works with every Python version, and the results are those of the command line.
"""
from ._call import render, validate
from ._options import RenderOptions, ValidateOptions
from ._program import program
from ._types import Edit, Error, Finding, Fix, Note, Object, Reference, Result

__all__ = ["Edit", "Error", "Finding", "Fix", "Note", "Object", "Reference", "RenderOptions", "Result",
           "ValidateOptions", "program", "render", "validate"]
