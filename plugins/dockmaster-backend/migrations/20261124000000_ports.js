// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('port_environments', table => {
    table.comment(
      'One row for each environment: who changes its ports, locks it',
    );
    table.string('name').primary();
    table
      .bigInteger('generation')
      .notNullable()
      .comment('Grows with every transaction, whose first statement this is');
  });
  await knex.schema.createTable('port_reservations', table => {
    table.comment('One row for each owner that has ports in an environment');
    table.string('id').primary();
    table.string('environment').notNullable();
    table.string('owner_ref').notNullable().comment('Entity ref, lower case');
    table.string('kind').notNullable().comment('http or worker');
    table.string('state').notNullable().comment('leased or active');
    table.string('requester').notNullable();
    table.string('task_id').nullable();
    table.text('pull_request_url').nullable();
    table
      .bigInteger('expires_at')
      .nullable()
      .comment('Milliseconds since 1970, by the database’s clock');
    table
      .bigInteger('warned_at')
      .nullable()
      .comment('When the requester was told that the lease ends');
    table.integer('version').notNullable();
    table
      .integer('missing_scans')
      .notNullable()
      .comment('Complete scans in a row in which its entity was gone');
    table.bigInteger('missing_since').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.unique(['environment', 'owner_ref']);
  });
  await knex.schema.createTable('port_numbers', table => {
    table.comment('One row for each number that is taken or in quarantine');
    table.increments('id');
    table.string('environment').notNullable();
    table.string('protocol').notNullable();
    table.integer('port').notNullable();
    table.string('role').notNullable().comment('http, prometheus or database');
    table
      .string('owner_ref')
      .nullable()
      .comment('Null in quarantine, so that the owner may get another');
    table
      .string('reservation_id')
      .nullable()
      .references('id')
      .inTable('port_reservations');
    table
      .string('provenance')
      .notNullable()
      .comment(
        'How the number came about: chosen, explicit, offset or imported',
      );
    table.string('previous_owner').nullable();
    table.bigInteger('released_at').nullable();
    table.bigInteger('quarantined_until').nullable();
    table.unique(['environment', 'protocol', 'port']);
    table.unique(['environment', 'owner_ref', 'role']);
    table.index(['reservation_id']);
    table.check('port between 1 and 65535');
  });
  await knex.schema.createTable('port_events', table => {
    table.comment('Append-only: what happened to each port');
    table.increments('id');
    table.bigInteger('at').notNullable();
    table.string('environment').notNullable();
    table.string('action').notNullable();
    table.string('owner_ref').notNullable();
    table.string('actor').notNullable();
    table.string('reservation_id').notNullable();
    table.integer('port').notNullable();
    table.string('role').notNullable();
    table.text('detail').nullable();
    table.index(['environment', 'port']);
    table.index(['environment', 'owner_ref']);
  });
  await knex.schema.createTable('port_observations', table => {
    table.comment('Lines of the fleet’s files that declare or publish a port');
    table.increments('id');
    table
      .string('scope')
      .notNullable()
      .comment('What was scanned: an entity ref, or the URL of a monorepo');
    table.string('owner_ref').nullable().comment('Null for a monorepo');
    table.string('compose_service').nullable();
    table.string('role').notNullable();
    table.string('protocol').notNullable();
    table
      .integer('port')
      .nullable()
      .comment('Null where it cannot be computed');
    table.string('source').notNullable();
    table.string('variable').nullable();
    table.boolean('is_literal').notNullable();
    table.text('file').notNullable();
    table.integer('line').notNullable();
    table.text('url').nullable();
    table.bigInteger('seen_at').notNullable();
    table
      .integer('missing_scans')
      .notNullable()
      .comment('Complete scans in a row that did not find it');
    table.bigInteger('missing_since').nullable();
    table.index(['scope']);
    table.index(['port']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'port_observations',
    'port_events',
    'port_numbers',
    'port_reservations',
    'port_environments',
  ]) {
    await knex.schema.dropTable(table);
  }
};
