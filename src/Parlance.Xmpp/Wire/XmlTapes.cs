namespace Parlance.Xmpp.Wire;

/// <summary>Tapes that wait for a stanza: one is in use at a time, and one more for each peer that is in the middle of one. For the one thread of a node.</summary>
public sealed class XmlTapes
{
    /// <summary>Tapes that are kept.</summary>
    public const int KeptMax = 32;

    private readonly Stack<XmlTape> _free = new();

    internal XmlTape Rent() => _free.TryPop(out var tape) ? tape : new();

    internal void Return(XmlTape tape)
    {
        if (_free.Count >= KeptMax || !tape.IsSmall) return;
        tape.Clear();
        _free.Push(tape);
    }
}
