using System.Reflection;
using Parlance.Domain;
using Parlance.Engine;

namespace Parlance.Irc;

/// <summary>IRC's words for one kind of event. Found at start. Writing nothing is silence for this set of capabilities.</summary>
public interface IIrcVoice<in TEvent>
    where TEvent : Event
{
    static abstract void Say(TEvent happened, in Utterance what, IrcPen pen);
}

/// <summary>All voices by kind of event. A kind without one is silent on IRC, by choice: the list of silences is a test.</summary>
public sealed class Voices
{
    public delegate void Voice(Event happened, in Utterance what, IrcPen pen);

    private delegate void Typed<in TEvent>(TEvent happened, in Utterance what, IrcPen pen);

    private readonly Dictionary<Type, Voice> _voices = [];

    public Voices()
    {
        var adapt = typeof(Voices).GetMethod(nameof(Adapt), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in typeof(Voices).Assembly.GetTypes())
            foreach (var contract in type.GetInterfaces())
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IIrcVoice<>) && type.IsClass)
                {
                    var happened = contract.GetGenericArguments()[0];
                    var say = type.GetMethod("Say", BindingFlags.Public | BindingFlags.Static, [happened, typeof(Utterance).MakeByRefType(), typeof(IrcPen)])!;
                    _voices.Add(happened, (Voice)adapt.MakeGenericMethod(happened).Invoke(null, [say])!);
                }
    }

    public IEnumerable<Type> Kinds => _voices.Keys;

    public Voice? Of(Event happened) => _voices.GetValueOrDefault(happened.GetType());

    private static Voice Adapt<TEvent>(MethodInfo say)
        where TEvent : Event
    {
        var typed = say.CreateDelegate<Typed<TEvent>>();
        return (Event happened, in Utterance what, IrcPen pen) => typed((TEvent)happened, what, pen);
    }
}
