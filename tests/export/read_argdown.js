// Prints what the parser of Argdown makes of a file, as JSON: statements with their words and data, relations, errors.
const fs = require("fs");
const { ArgdownApplication, ParserPlugin, ModelPlugin, DataPlugin } = require("@argdown/core");

const application = new ArgdownApplication();
application.addPlugin(new ParserPlugin(), "parse-input");
application.addPlugin(new DataPlugin(), "build-model");
application.addPlugin(new ModelPlugin(), "build-model");
const input = fs.readFileSync(process.argv[2], "utf8");
const read = application.run({ input, process: ["parse-input", "build-model"], logLevel: "silent" });
const statements = Object.values(read.statements || {}).map((one) => ({
  title: one.title,
  text: one.members.map((member) => member.text).filter(Boolean)[0] || "",
  data: one.data || null,
}));
const relations = (read.relations || []).map((one) => [one.relationType, one.from.title, one.to.title]);
const errors = [...(read.parserErrors || []), ...(read.lexerErrors || [])].map((one) => one.message);
process.stdout.write(JSON.stringify({ statements, relations, errors }));
