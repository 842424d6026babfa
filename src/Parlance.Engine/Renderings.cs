using System.Runtime.CompilerServices;
using Parlance.Engine.Buffers;

namespace Parlance.Engine;

/// <summary>
/// Says an event once for each dialect and set of capabilities, however many hear it. A connection carries the number of its set, so that finding
/// its bytes is two array reads.
/// </summary>
public sealed class Renderings(BufferPool pool)
{
    /// <summary>Sets of capabilities in use; beyond it new connections share the plainest set of their dialect.</summary>
    public const int SetsMax = 4096;

    private readonly List<(IDialect Dialect, ulong Capabilities)> _sets = [];
    private readonly Dictionary<(IDialect, ulong), int> _numbers = [];
    private (int Round, int Start, int Length)[] _said = new (int, int, int)[64];
    private ByteQueue _bytes;
    private int _round;

    /// <summary>The number of a set, for <see cref="Connection.Rendering"/>.</summary>
    public int NumberOf(IDialect dialect, ulong capabilities)
    {
        if (_numbers.TryGetValue((dialect, capabilities), out var number)) return number;
        if (_sets.Count >= SetsMax) capabilities = 0;
        if (_numbers.TryGetValue((dialect, capabilities), out number)) return number;
        number = _sets.Count;
        _sets.Add((dialect, capabilities));
        _numbers.Add((dialect, capabilities), number);
        if (number >= _said.Length) Array.Resize(ref _said, _said.Length * 2);
        return number;
    }

    /// <summary>The next event: what was said before is forgotten.</summary>
    public void Begin()
    {
        _round++;
        _bytes.Clear(pool);
    }

    /// <summary>The bytes for a set; rendered when first asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> For(int number, in Utterance what)
    {
        ref var said = ref _said[number];
        return said.Round == _round ? _bytes.Bytes.Slice(said.Start, said.Length) : Render(number, ref said, what);
    }

    private ReadOnlySpan<byte> Render(int number, ref (int Round, int Start, int Length) said, in Utterance what)
    {
        var start = _bytes.Length;
        var (dialect, capabilities) = _sets[number];
        dialect.Render(what, capabilities, ref _bytes);
        said = (_round, start, _bytes.Length - start);
        return _bytes.Bytes.Slice(said.Start, said.Length);
    }
}
