using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>SHA-256 over the state in words, row by row, so that neither a state nor its text needs to be in memory twice.</summary>
/// <remarks>For each table in order and each of its rows in order of their names: table, a zero byte, name, a zero byte, the row's JSON, a line feed.</remarks>
public sealed class StateHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _row = new(4096);
    private readonly Utf8JsonWriter _json;

    public StateHash() => _json = new(_row, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The hash of a whole state.</summary>
    public static byte[] Of(NodeState state)
    {
        using var hash = new StateHash();
        foreach (var table in NodeState.Tables)
            foreach (var key in table.SortedKeys(state)) hash.Add(table, state, key);
        return hash.Take();
    }

    /// <summary>Adds a row, if it is there.</summary>
    public bool Add(StateTable table, NodeState state, string key)
    {
        _row.ResetWrittenCount();
        Encoding.UTF8.GetBytes($"{table.Name}\0{key}\0", _row);
        _json.Reset(_row);
        if (!table.Write(_json, state, key, whole: false)) return false;
        _json.Flush();
        _row.Write("\n"u8);
        _hash.AppendData(_row.WrittenSpan);
        return true;
    }

    /// <summary>The hash of all that was added; what is added from here on is of the next.</summary>
    public byte[] Take() => _hash.GetHashAndReset();

    public void Dispose()
    {
        _json.Dispose();
        _hash.Dispose();
    }
}
