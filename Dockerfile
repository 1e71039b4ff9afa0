# Build: what compiles native code (hnswlib-node) stays out of the image that runs.
FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    CORPUS_DIR=/data/articles \
    DATA_DIR=/data \
    MODEL_DIR=/data/models \
    PORT=8080
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY corpus corpus
COPY retrieval retrieval
COPY bot bot
# Articles that are shipped are the first ones of a new volume; a volume that has some keeps its own.
RUN mkdir /data && cp -r corpus/articles /data/articles && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 8080
# What is under way is finished, in 15 seconds at most: run with --stop-timeout 20.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node itself, not npm, so that the signal to stop reaches it.
CMD ["node", "--import", "tsx", "bot/commands/start.ts"]
