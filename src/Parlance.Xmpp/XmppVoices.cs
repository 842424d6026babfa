using System.Reflection;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp;

/// <summary>
/// XMPP's words for one kind of event: whole stanzas, each ended with <see cref="XmlPen.End"/>, without a <c>to</c>, for the address of each who hears it is
/// put in when it is sent. Found at start. Writing nothing is silence.
/// </summary>
public interface IXmppVoice<in TEvent>
    where TEvent : Event
{
    static abstract void Say(TEvent happened, in Utterance what, XmlPen pen);
}

/// <summary>All voices by kind of event. A kind without one is silent on XMPP, by choice.</summary>
public sealed class XmppVoices
{
    public delegate void Voice(Event happened, in Utterance what, XmlPen pen);

    private delegate void Typed<in TEvent>(TEvent happened, in Utterance what, XmlPen pen);

    private readonly Dictionary<Type, Voice> _voices = [];

    public XmppVoices(Assembly assembly)
    {
        var adapt = typeof(XmppVoices).GetMethod(nameof(Adapt), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in assembly.GetTypes())
            foreach (var contract in type.GetInterfaces())
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IXmppVoice<>) && type.IsClass)
                {
                    var happened = contract.GetGenericArguments()[0];
                    var say = type.GetMethod("Say", BindingFlags.Public | BindingFlags.Static, [happened, typeof(Utterance).MakeByRefType(), typeof(XmlPen)])!;
                    _voices.Add(happened, (Voice)adapt.MakeGenericMethod(happened).Invoke(null, [say])!);
                }
    }

    public IEnumerable<Type> Kinds => _voices.Keys;

    public Voice? Of(Event happened) => _voices.GetValueOrDefault(happened.GetType());

    private static Voice Adapt<TEvent>(MethodInfo say)
        where TEvent : Event
    {
        var typed = say.CreateDelegate<Typed<TEvent>>();
        return (Event happened, in Utterance what, XmlPen pen) => typed((TEvent)happened, what, pen);
    }
}
