using Npgsql;
using NpgsqlTypes;

namespace Symetrie.Api.Stores.Engines;

// Rows one by one as they come from the server.
internal sealed class PostgresRows : IRowReader
{
    private readonly NpgsqlCommand command;
    private readonly NpgsqlDataReader reader;
    private byte[] bytes = [];

    public PostgresRows(NpgsqlConnection connection, string sql, object[] parameters)
    {
        command = Command(connection, sql, parameters);
        reader = command.ExecuteReader();
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] parameters)
    {
        var made = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) made.Parameters.Add(Parameter(value));
        return made;
    }

    public static NpgsqlParameter Parameter(object value) => value switch
    {
        string => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Text },
        double => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Double },
        byte[] => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Bytea },
        _ => new NpgsqlParameter { Value = Convert.ToInt64(value), NpgsqlDbType = NpgsqlDbType.Bigint },
    };

    public bool Next() => reader.Read();

    public long Integer(int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);

    public ReadOnlySpan<byte> Bytes(int column) => bytes = reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    public ReadOnlySpan<byte> Utf8(int column) => Bytes(column);

    public string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public double? Real(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public bool IsNull(int column) => reader.IsDBNull(column);

    public void Dispose()
    {
        reader.Dispose();
        command.Dispose();
    }
}

// Rows read whole, so that other statements may go on beside them: a connection has one reader at a time.
internal sealed class PostgresKept : IPreparedReader
{
    private readonly NpgsqlCommand command;
    private readonly List<object[]> rows = [];
    private bool isRead;
    private int row = -1;

    public PostgresKept(NpgsqlConnection connection, string sql, object[] parameters) => command = PostgresRows.Command(connection, sql, parameters);

    public void Restart()
    {
        rows.Clear();
        (isRead, row) = (false, -1);
    }

    public void Bind(int place, long value) => Set(place, value);

    public void Bind(int place, ReadOnlySpan<byte> value) => Set(place, value.ToArray());

    public bool Next()
    {
        if (!isRead) Read();
        return ++row < rows.Count;
    }

    public long Integer(int column) => rows[row][column] is DBNull ? 0 : Convert.ToInt64(rows[row][column]);

    public ReadOnlySpan<byte> Bytes(int column) => rows[row][column] as byte[] ?? [];

    public string? Text(int column) => rows[row][column] as string;

    public double? Real(int column) => rows[row][column] as double?;

    public bool IsNull(int column) => rows[row][column] is DBNull;

    public void Dispose() => command.Dispose();

    private void Read()
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var cells = new object[reader.FieldCount];
            reader.GetValues(cells);
            rows.Add(cells);
        }

        isRead = true;
    }

    private void Set(int place, object value)
    {
        while (command.Parameters.Count < place) command.Parameters.Add(PostgresRows.Parameter(0L));
        var parameter = PostgresRows.Parameter(value);
        if (command.Parameters[place - 1].NpgsqlDbType == parameter.NpgsqlDbType) command.Parameters[place - 1].Value = value;
        else command.Parameters[place - 1] = parameter;
    }
}
