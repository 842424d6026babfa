using System.Buffers.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>A page of names in their order (XEP-0059): of all that are offered to it, it keeps those that belong to the page, so that a list of any length is gone through once.</summary>
internal sealed class ItemPage
{
    /// <summary>Items of a page; who wants more asks for the next.</summary>
    public const int ItemsMax = 200;

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly string? _after;
    private readonly string? _before;
    private readonly bool _fromEnd;
    private readonly int _most;
    private int _count;
    private int _index;

    private ItemPage(string? after, string? before, bool fromEnd, int most) => (_after, _before, _fromEnd, _most) = (after, before, fromEnd, most);

    public IEnumerable<string> Names => _names;

    public static ItemPage Read(in Element query)
    {
        var set = query.Child("set"u8, "http://jabber.org/protocol/rsm"u8);
        var max = set.Child("max"u8, "http://jabber.org/protocol/rsm"u8);
        var most = !max.IsNone && Utf8Parser.TryParse(max.Text, out int number, out _) && number >= 0 ? Math.Min(number, ItemsMax) : ItemsMax;
        var after = set.Child("after"u8, "http://jabber.org/protocol/rsm"u8);
        var before = set.Child("before"u8, "http://jabber.org/protocol/rsm"u8);
        return new(after.IsNone ? null : after.TextString, before.IsNone || before.Text.IsEmpty ? null : before.TextString, !before.IsNone, most);
    }

    /// <summary>Offers a name.</summary>
    public void Take(string name)
    {
        _count++;
        if (_after is not null && string.CompareOrdinal(name, _after) <= 0) _index++;
        else if (_before is null || string.CompareOrdinal(name, _before) < 0)
        {
            _names.Add(name);
            if (_names.Count <= _most) return;
            if (_fromEnd) _index++;
            _names.Remove(_fromEnd ? _names.Min! : _names.Max!);
        }
    }

    public void Write(XmlPen pen)
    {
        pen.Open("set"u8, "http://jabber.org/protocol/rsm"u8);
        if (_names.Count > 0)
        {
            pen.Open("first"u8).Attribute("index"u8, _index).Text(_names.Min!).Close();
            pen.Element("last"u8, _names.Max!);
        }

        pen.Open("count"u8).Text(_count).Close().Close();
    }
}
