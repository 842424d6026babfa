using System.Reflection;
using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>The card of an element that comes directly in a stream and is no stanza: <c>&lt;auth/&gt;</c>, <c>&lt;r/&gt;</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="From">When it may come first.</param>
/// <param name="Until">When it may come last.</param>
public sealed record StreamElementCard(string Name, string Namespace, Stage From = Stage.Bound, Stage Until = Stage.Bound)
{
    /// <summary>What it uses of the sender's rate, in messages.</summary>
    public double Cost { get; init; }

    /// <summary>Where it is described.</summary>
    public string Source { get; init; } = "RFC 6120";

    /// <summary>The version of that which is spoken; empty: it has none.</summary>
    public string Version { get; init; } = "";
}

/// <summary>Handles such an element. Found at start; nothing else names it.</summary>
public interface IStreamElement
{
    static abstract StreamElementCard Card { get; }

    static abstract void Handle(XmppSession client, in Element element);
}

/// <summary>All of them.</summary>
public sealed class StreamElements
{
    private readonly List<Entry> _all = [];

    public delegate void Handler(XmppSession client, in Element element);

    /// <summary>A handler with its card.</summary>
    public sealed record Entry(StreamElementCard Card, Handler Handle)
    {
        internal byte[] Name { get; } = Encoding.ASCII.GetBytes(Card.Name);
        internal byte[] Namespace { get; } = Encoding.ASCII.GetBytes(Card.Namespace);
    }

    public StreamElements(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (!type.IsClass || !type.IsAssignableTo(typeof(IStreamElement))) continue;
            var card = (StreamElementCard)type.GetProperty(nameof(IStreamElement.Card), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            _all.Add(new(card, type.GetMethod(nameof(IStreamElement.Handle), BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Handler>()));
        }
    }

    public IReadOnlyList<Entry> All => _all;

    /// <summary>They are few: a look at each is as fast as a table. Null: there is none.</summary>
    public Entry? Find(in Element element)
    {
        var name = element.Name;
        var ns = element.Namespace;
        foreach (var entry in _all)
            if (name.SequenceEqual(entry.Name) && ns.SequenceEqual(entry.Namespace)) return entry;
        return null;
    }
}
