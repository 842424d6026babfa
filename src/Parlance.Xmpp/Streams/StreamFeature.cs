using System.Reflection;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Something a stream offers in <c>&lt;stream:features/&gt;</c> (RFC 6120 §4.3.2). Found at start; nothing else names it.</summary>
public interface IStreamFeature
{
    /// <summary>Where it stands among others: smaller first.</summary>
    static abstract int Order { get; }

    /// <summary>Writes its element if it is offered to this client as it is now; nothing otherwise.</summary>
    static abstract void Offer(XmppSession client, XmlPen pen);
}

/// <summary>All features.</summary>
public sealed class StreamFeatures
{
    private readonly Action<XmppSession, XmlPen>[] _all;

    public StreamFeatures(Assembly assembly) => _all =
    [
        .. assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IStreamFeature)))
            .OrderBy(type => (int)type.GetProperty(nameof(IStreamFeature.Order), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).ThenBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => type.GetMethod(nameof(IStreamFeature.Offer), BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action<XmppSession, XmlPen>>()),
    ];

    public void Offer(XmppSession client, XmlPen pen)
    {
        foreach (var feature in _all) feature(client, pen);
    }
}
