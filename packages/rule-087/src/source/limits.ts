/** Bounds within which a Dockerfile is parsed: the largest real ones are a tenth of these. @public */
export const dockerfileLimits = {
  characters: 1024 * 1024,
  lines: 20_000,
  lineLength: 64 * 1024,
  instructions: 10_000,
  stages: 1_000,
};

/** Why a text is not parsed, in a sentence; undefined when it may be. */
export function refuseText(
  content: string,
): { code: string; message: string } | undefined {
  if (content.length > dockerfileLimits.characters) {
    return {
      code: 'file-too-large',
      message: `The file has ${content.length} characters, and at most ${dockerfileLimits.characters} are read.`,
    };
  }
  if (/[\0\uFFFD]/.test(content)) {
    return {
      code: 'file-not-text',
      message:
        'The file is not UTF-8 text: it holds NUL or undecodable bytes. Save it as UTF-8.',
    };
  }
  let lines = 1;
  let start = 0;
  for (;;) {
    const end = content.indexOf('\n', start);
    const length = (end === -1 ? content.length : end) - start;
    if (length > dockerfileLimits.lineLength) {
      return {
        code: 'line-too-long',
        message: `Line ${lines} has ${length} characters, and at most ${dockerfileLimits.lineLength} are read.`,
      };
    }
    if (end === -1) break;
    start = end + 1;
    lines++;
  }
  return lines > dockerfileLimits.lines
    ? {
        code: 'too-many-lines',
        message: `The file has ${lines} lines, and at most ${dockerfileLimits.lines} are read.`,
      }
    : undefined;
}

/**
 * Bounds within which YAML, TOML and variables files are parsed. Their parsers take longer than linear time for some texts, so the bounds are lower than a
 * Dockerfile's; the largest real ones are a fifth of these.
 */
const documentLimits = {
  characters: 256 * 1024,
  lines: 10_000,
  lineLength: 16 * 1024,
  nesting: 200,
};

/** Why a YAML, TOML or variables file is not parsed, and where; undefined when it may be. */
export function refuseDocument(
  content: string,
): { offset: number; message: string } | undefined {
  const { characters, lines, lineLength, nesting } = documentLimits;
  if (content.length > characters)
    return { offset: 0, message: `it has more than ${characters} characters` };
  let line = 1;
  let lineStart = 0;
  let depth = 0;
  for (let offset = 0; offset < content.length; offset++) {
    switch (content[offset]) {
      case '\n':
        line++;
        lineStart = offset + 1;
        break;
      case '\0':
      case '\uFFFD':
        return { offset, message: 'it is not UTF-8 text' };
      case '[':
      case '{':
        depth++;
        break;
      case ']':
      case '}':
        depth = Math.max(0, depth - 1);
        break;
      default:
    }
    if (line > lines)
      return { offset, message: `it has more than ${lines} lines` };
    if (offset - lineStart > lineLength) {
      return {
        offset: lineStart,
        message: `line ${line} has more than ${lineLength} characters`,
      };
    }
    // Brackets within brackets exhaust a parser's stack.
    if (depth > nesting)
      return { offset, message: 'its brackets are nested too deeply' };
  }
  return undefined;
}
