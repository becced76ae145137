// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inspections', table => {
    table
      .string('waived_until')
      .nullable()
      .index()
      .comment('YYYY-MM-DD: when the first waiver in the report ends');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inspections', table => {
    table.dropColumn('waived_until');
  });
};
