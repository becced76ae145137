import { EditError } from './EditError';
import { addToLists, removeFromLists } from './tomlLists';

const folder = 'services/letter_service';

it.each<[string, string, string]>([
  [
    'a list on one line',
    'a = ["libs", "services/a_service"] # ours\n',
    'a = ["libs", "services/a_service", "services/letter_service"] # ours\n',
  ],
  [
    'a list on several lines',
    'a = [\n    "services/a_service", # a\n    "services/b_service",\n]\n',
    'a = [\n    "services/a_service", # a\n    "services/b_service",\n    "services/letter_service",\n]\n',
  ],
  [
    'a list without a last comma, with the line ends of the file',
    'a = [\r\n  "services/b_service"\r\n]\r\n',
    'a = [\r\n  "services/b_service",\r\n  "services/letter_service"\r\n]\r\n',
  ],
  [
    'a list with comments',
    'a = [\n  "services/b_service" # mine, too\n]\n',
    'a = [\n  "services/b_service", # mine, too\n  "services/letter_service"\n]\n',
  ],
  [
    'behind the last sibling, and not behind others',
    'a = ["services/b_service/src", "tools"]\n',
    'a = ["services/b_service/src", "services/letter_service/src", "tools"]\n',
  ],
  [
    'tables, and names with dashes',
    'a = [{ root = "services/b_service", name = "b-service" }]\n',
    'a = [{ root = "services/b_service", name = "b-service" }, { root = "services/letter_service", name = "letter-service" }]\n',
  ],
  [
    'several lists',
    'a = ["services/b_service"]\n[x]\nb = ["-e file:///${PROJECT_ROOT}/services/b_service"]\n',
    'a = ["services/b_service", "services/letter_service"]\n[x]\nb = ["-e file:///${PROJECT_ROOT}/services/b_service", "-e file:///${PROJECT_ROOT}/services/letter_service"]\n',
  ],
])('names a folder in %s, and takes it out again', (_, before, after) => {
  expect(addToLists(before, folder)).toBe(after);
  expect(addToLists(after, folder)).toBe(after);
  expect(removeFromLists(after, folder)).toBe(before);
});

it.each([
  ['lists that name no service', 'a = ["libs", "myservices/b"]\n'],
  ['what is no list', 'a = "services/b_service"\n'],
  ['globs', 'a = ["services/*"]\n'],
])('leaves %s as they are', (_, content) => {
  expect(addToLists(content, folder)).toBe(content);
});

it('refuses what is no TOML', () => {
  expect(() => addToLists('a = [', folder)).toThrow(EditError);
});
