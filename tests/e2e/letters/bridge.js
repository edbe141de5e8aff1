// What the tests ask of the page's own first script: all in values that JSON can carry, text as code units.
(() => {
  const { hex, fromHex } = letters;
  const units = (text) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const text = (given) => given.map((each) => String.fromCharCode(each)).join("");
  const outcome = (asked) => {
    try {
      return asked();
    } catch (refused) {
      if (!(refused instanceof letters.Refused)) throw refused;
      return { code: refused.code, values: refused.values };
    }
  };
  const letterOf = ({ reply, read, attached, ...each }) => ({
    ...each,
    text: text(each.text),
    id: fromHex(each.id),
    reply: reply && { recipient: fromHex(reply.recipient), key: fromHex(reply.key) },
    read: read && { number: read.number, mac: fromHex(read.mac) },
    attached: attached && {
      identity: fromHex(attached.identity),
      files: attached.files.map(({ name, size, sha256 }) => ({ name: text(name), size, sha256: fromHex(sha256) })),
    },
  });
  const answerOf = (each) => ({
    ...each,
    text: text(each.text),
    organisation: fromHex(each.organisation),
    letter: fromHex(each.letter),
  });
  const said = (content) => {
    if (content.kind === "newer") return { kind: "newer", text: units(content.text), version: content.version };
    const { kind, mac } = content;
    const found = content[kind];
    const line = kind === "letter" ? letters.letterLine(found) : letters.answerLine(found, mac);
    return { kind, text: units(found.text), line: units(line) };
  };
  const lists = {};
  globalThis.asked = {
    seal: (each) =>
      outcome(() => ({
        sealed: hex(letters.sealLetter(letterOf(each.letter), each.size, fromHex(each.recipient), fromHex(each.chance))),
      })),
    answer: (each) =>
      outcome(() => ({
        sealed: hex(
          letters.sealAnswer(
            answerOf(each.answer), fromHex(each.key), each.size, fromHex(each.recipient), fromHex(each.chance),
          ),
        ),
      })),
    open: (each) =>
      outcome(() => {
        const found = letters.openLetter(letters.sealedBytes(fromHex(each.arrived)), [fromHex(each.identity)]);
        return { ...said(found.content), stanzas: found.stanzas };
      }),
    file: (each) =>
      outcome(() => {
        const found = letters.openAgeFile(letters.sealedBytes(fromHex(each.arrived)), each.identities.map(fromHex));
        return { plaintext: hex(found.plaintext), identity: found.identity, stanzas: found.stanzas };
      }),
    read: (each) => outcome(() => said(letters.readPlaintext(fromHex(each)))),
    proved: (each) => {
      const { content } = letters.openLetter(fromHex(each.arrived), [fromHex(each.identity)]);
      return letters.isProvedBy(content.answer, content.mac, fromHex(each.key));
    },
    armour: (each) => letters.armoured(fromHex(each)),
    words: (each) => letters.wordsOf(fromHex(each)),
    code: (each) => outcome(() => hex(letters.codeOf(each))),
    typed: (each) => {
      lists[each.language] ??= new letters.WordList(each.words.split(" "));
      return lists[each.language].read(text(each.typed));
    },
    units: (each) => letters.unitsOf(each),
    frames: (each) => letters.framesOf(fromHex(each)).map(hex),
    joined: (each) => outcome(() => hex(letters.sealedOf(each.map(fromHex)))),
    picture: (each) => {
      const code = letters.codeOfFrame(fromHex(each));
      const all = [...Array(code.size).keys()];
      return all.map((y) => all.map((x) => (code.get(x, y) ? 1 : 0)));
    },
    keys: async (each) => {
      const root = await letters.rootOf(fromHex(each.code), fromHex(each.organisation));
      const recipient = letters.publicHalf(letters.identityOf(root));
      const token = letters.tokenOf(recipient);
      return [
        root, letters.identityOf(root), recipient, letters.answerKey(root, fromHex(each.letter), each.day), token,
        letters.mailboxOf(token),
      ].map(hex);
    },
    attachment: async (each) => {
      const content = new Blob([new Uint8Array(each.size).fill(each.fill)]);
      const { sealed, sha256 } = await letters.sealAttachment(content, fromHex(each.recipient), fromHex(each.chance));
      const whole = new Uint8Array(await sealed.arrayBuffer());
      return { size: whole.length, sha256: hex(sha256), found: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole))) };
    },
  };
})();
