# The program and nothing else: no shell, no library, nothing to keep up to date.
#   docker build --file containers/bare.Dockerfile --tag feastctl build/release
#   docker run --rm --volume "$PWD:/work:ro" feastctl validate stores
FROM scratch
LABEL org.opencontainers.image.title="feastctl" \
      org.opencontainers.image.description="Renders Feast FeatureStores to Kubernetes manifests, offline"
COPY --chmod=755 feastctl /usr/local/bin/feastctl
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/feastctl"]
