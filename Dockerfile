# docker build --tag resumption-policy-bot .
# docker run --detach --name bot --restart on-failure:5 --stop-timeout 20 --env-file .env \
#   --volume articles:/app/corpus/articles --volume data:/app/data resumption-policy-bot
# docker exec bot node --import tsx bot/commands/corpus.ts list

# What compiles native code (hnswlib-node) stays out of the image that runs.
FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY corpus corpus
COPY retrieval retrieval
COPY bot bot
# The only folders that are written. A new volume begins with the shipped articles.
RUN mkdir data && chown -R node:node data corpus/articles
USER node
VOLUME /app/corpus/articles /app/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# A port is always set, for the health check; an environment file may hold an empty one. `exec`: the signal to stop
# reaches the bot itself, which finishes what is under way within 15 seconds.
CMD ["sh", "-c", "PORT=${PORT:-8080} exec node --heap-growing-percent=50 --import tsx bot/commands/start.ts"]
