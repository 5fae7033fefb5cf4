// `vendor/socket.io.js` is served from the installed package; its types are the package's own.
export { io } from 'socket.io-client'
