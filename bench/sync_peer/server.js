// The peer of the sync benchmark: express-pouchdb over LevelDB, as its documentation sets it up. It does not fsync.
const express = require("express");
const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-leveldb"))
  .plugin(require("pouchdb-mapreduce"))
  .plugin(require("pouchdb-replication"));

const [port, folder] = process.argv.slice(2);
const OnDisk = PouchDB.defaults({ prefix: `${folder}/`, adapter: "leveldb" });
const app = express();
const options = { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: `${folder}/log.txt` };
app.use("/", require("express-pouchdb")(OnDisk, options));
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
