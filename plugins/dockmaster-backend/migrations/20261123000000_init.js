// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('inspections', table => {
    table.comment(
      'One row for each service of the catalog, and what its files said last',
    );
    table
      .string('entity_ref')
      .primary()
      .comment('Lower case, kind:namespace/name');
    table
      .string('state')
      .notNullable()
      .comment('pending, checked, no-dockerfile or unreadable');
    table
      .boolean('stale')
      .notNullable()
      .comment('The report is older than the last attempt, which failed');
    table
      .string('conforms')
      .nullable()
      .comment('true, false or undecided; null without a report');
    table.integer('score').nullable().comment('0 to 100');
    table.text('counts').nullable().comment('JSON: clauses by verdict');
    table
      .text('report', 'longtext')
      .nullable()
      .comment('JSON: the whole report');
    table
      .text('links')
      .nullable()
      .comment('JSON: path in the report to the URL where people see it');
    table
      .text('sources', 'longtext')
      .nullable()
      .comment('JSON: the files as they were read, with their ETags');
    table
      .string('digest')
      .nullable()
      .comment(
        'Of sources, standard and declaration: what the report depends on',
      );
    table
      .text('reason')
      .nullable()
      .comment('Why there is no current report, for people');
    table
      .string('since')
      .nullable()
      .comment('ISO 8601: when conforms became what it is');
    table
      .string('checked_at')
      .nullable()
      .comment('ISO 8601: when the sources of the report were read last');
    table
      .string('attempted_at')
      .nullable()
      .comment('ISO 8601: the last attempt');
    table
      .bigInteger('due_at')
      .notNullable()
      .index()
      .comment(
        'Milliseconds since 1970: when to inspect next; a claim moves it',
      );
  });
  await knex.schema.createTable('verdict_changes', table => {
    table.comment(
      'Append-only: a row for each change of a service’s conformance or score',
    );
    table.increments('id');
    table.string('entity_ref').notNullable().index();
    table.string('conforms').nullable();
    table.integer('score').nullable();
    table
      .text('changed')
      .notNullable()
      .comment('JSON: ids of the clauses whose verdict changed');
    table.string('at').notNullable().comment('ISO 8601');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('verdict_changes');
  await knex.schema.dropTable('inspections');
};
