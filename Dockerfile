# The app behind nginx on port 8080, without root. HTTPS comes from what stands before it (docs/hosting.md).
#   docker build --build-arg PORTAL=https://example.bitrix24.com -t chat-panel .
#   docker run -p 8080:8080 chat-panel
FROM node:20.19-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
# Addresses of the portals that may frame the app, with blanks between them.
ARG PORTAL
RUN npm run hosting -- nginx "$PORTAL"

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --from=build /app/build/hosting/nginx/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /app/dist /usr/share/nginx/html
