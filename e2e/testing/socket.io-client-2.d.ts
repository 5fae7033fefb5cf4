/** The published 2.x client, which speaks Engine.IO 3; its own types live in a package of their own. */
declare module 'socket.io-client-2' {
  import { io } from 'socket.io-client'
  export default io
}
