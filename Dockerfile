# One image for web and worker:
#   docker build -t proofline .
#   docker run --env-file .env proofline npm run migrate          once per version, before the rest
#   docker run --env-file .env -p 3000:3000 proofline             web
#   docker run --env-file .env --no-healthcheck proofline node app/worker.server.ts     jobs
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /proofline
ENV CHECKPOINT_DISABLE=1 PRISMA_HIDE_UPDATE_MESSAGE=1

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/prisma/build/index.js generate --no-hints \
 && NODE_ENV=production node node_modules/@remix-run/dev/dist/cli.js vite:build

FROM base AS packages
COPY package.json package-lock.json ./
# The image has its own Node: the packaged one is for machines with an older one.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/node-*-x64 node_modules/node-*-arm64
COPY prisma ./prisma
COPY prisma.config.ts ./
RUN node node_modules/prisma/build/index.js generate --no-hints

FROM base
ENV NODE_ENV=production
COPY --from=packages /proofline/node_modules ./node_modules
COPY --from=build /proofline/build ./build
COPY package.json prisma.config.ts ./
COPY dev/run.mjs ./dev/run.mjs
COPY dev/start ./dev/start
COPY prisma ./prisma
COPY app ./app
# Where STORAGE_URL=file:./storage keeps files, and what is being uploaded: mount a volume that web and worker share.
RUN mkdir -p storage .data .cache && chown node:node storage .data .cache
VOLUME /proofline/storage
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT ?? 3000}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app/web.server.ts"]
