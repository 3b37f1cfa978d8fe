# Puts what is ours (build-image.sh) on top of what comes from Debian (build-base.sh). import-image.ts sends it to the engine.
ARG BASE
FROM ${BASE}
ADD ours.tar /
CMD ["/usr/lib/vethlab/init"]
