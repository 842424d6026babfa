using SQLitePCL;

namespace Parlance.Log;

/// <summary>A prepared statement. Parameters count from 1, columns from 0; spans of columns are valid until the next step.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>The library's own pointer, for as long as this lives.</summary>
    public nint Pointer => handle.DangerousGetHandle();

    public void Bind(int parameter, long value) => database.Check(raw.sqlite3_bind_int64(handle, parameter, value));

    public void BindText(int parameter, ReadOnlySpan<byte> utf8) => database.Check(raw.sqlite3_bind_text(handle, parameter, utf8));

    public void Bind(int parameter, string text) => database.Check(raw.sqlite3_bind_text(handle, parameter, text));

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => database.Check(raw.sqlite3_bind_blob(handle, parameter, bytes));

    public void BindNull(int parameter) => database.Check(raw.sqlite3_bind_null(handle, parameter));

    /// <summary>True: there is a row; false: done.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Makes it ready to run again; parameters keep their values.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public string? Words(int column) => IsNull(column) ? null : raw.sqlite3_column_text(handle, column).utf8_to_string();

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public ColumnType TypeOf(int column) => raw.sqlite3_column_type(handle, column) switch
    {
        raw.SQLITE_INTEGER => ColumnType.Integer,
        raw.SQLITE_TEXT => ColumnType.Text,
        raw.SQLITE_BLOB => ColumnType.Blob,
        raw.SQLITE_FLOAT => ColumnType.Real,
        _ => ColumnType.Null,
    };

    public void Dispose() => handle.Dispose();
}
