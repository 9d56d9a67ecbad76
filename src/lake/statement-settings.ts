/** Of every statement, wherever ClickHouse runs. */
export const statementSettings = {
  output_format_json_quote_64bit_integers: 1,
  // Datasets may have thousands of columns, each of them a line of an import's statement.
  max_query_size: '100000000',
  max_ast_elements: '10000000',
  max_parser_backtracks: '1000000000',
  max_expanded_ast_elements: '10000000',
  // To look for the places of more values in an index takes ClickHouse 26.7 longer than to read all.
  use_index_for_in_with_subqueries_max_values: '30000',
} as const
