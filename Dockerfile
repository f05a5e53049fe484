# Built from the lock alone: what `make demo` runs is what the image holds.
FROM python:3.11-slim AS builder
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv --without-pip /opt/communique
COPY requirements.txt ./
RUN pip --python /opt/communique/bin/python install --require-hashes --no-deps --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
COPY migrations ./migrations
RUN pip --python /opt/communique/bin/python install --no-build-isolation --no-deps .
RUN pip --python /opt/communique/bin/python uninstall --yes hatchling editables

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Communiqué" org.opencontainers.image.licenses="Apache-2.0"
RUN python -m pip uninstall --yes pip setuptools wheel
RUN useradd --system --uid 10001 --home-dir /var/lib/communique --create-home communique
COPY --from=builder /opt/communique /opt/communique
ENV PATH=/opt/communique/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    COMMUNIQUE_DATABASE_URL=sqlite:////var/lib/communique/communique.sqlite
USER communique
WORKDIR /var/lib/communique
VOLUME /var/lib/communique
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["communique", "serve", "--host", "0.0.0.0", "--port", "8000"]
