using System.Globalization;
using System.Text;

namespace Parlance.Domain;

/// <summary>
/// What somebody has seen of a room: for each writer (node and incarnation) the greatest counter. Small and sorted: a room has few writers with
/// unstable events (CONVERGENCE 1.3).
/// </summary>
public sealed class VersionVector : IEquatable<VersionVector>
{
    private Dot[] _dots = [];

    public int Count => _dots.Length;
    public ReadOnlySpan<Dot> Dots => _dots;

    /// <summary>Whether an event with this dot is among what was seen.</summary>
    public bool Covers(in Dot dot)
    {
        foreach (ref readonly var seen in _dots.AsSpan())
            if (seen.Node == dot.Node && seen.Incarnation == dot.Incarnation)
                return seen.Counter >= dot.Counter;
        return dot.IsNone;
    }

    public bool Covers(VersionVector other)
    {
        foreach (var dot in other._dots)
            if (!Covers(dot)) return false;
        return true;
    }

    /// <summary>Takes note of one more event. Counters of a writer only grow.</summary>
    public void Include(in Dot dot)
    {
        for (var i = 0; i < _dots.Length; i++)
        {
            if (_dots[i].Node != dot.Node || _dots[i].Incarnation != dot.Incarnation) continue;
            if (dot.Counter > _dots[i].Counter) _dots[i] = dot;
            return;
        }

        _dots = [.. _dots, dot];
        Array.Sort(_dots);
    }

    public ulong CounterOf(Sid node, uint incarnation)
    {
        foreach (ref readonly var seen in _dots.AsSpan())
            if (seen.Node == node && seen.Incarnation == incarnation) return seen.Counter;
        return 0;
    }

    public VersionVector Copy() => new() { _dots = [.. _dots] };

    public bool Equals(VersionVector? other) => other is not null && _dots.AsSpan().SequenceEqual(other._dots);
    public override bool Equals(object? obj) => Equals(obj as VersionVector);
    public override int GetHashCode() => _dots.Length == 0 ? 0 : _dots[^1].GetHashCode();

    /// <summary>Dots joined by commas, in order; the log's <c>ctx</c> column.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var dot in _dots) text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{dot}");
        return text.ToString();
    }

    public static VersionVector Parse(string text)
    {
        var vector = new VersionVector();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (Dot.TryParse(part, out var dot)) vector.Include(dot);
            else throw new FormatException($"'{part}' is not a dot (SID.incarnation.counter).");
        return vector;
    }
}
