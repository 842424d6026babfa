using System.Runtime.CompilerServices;
using Parlance.Domain;
using Parlance.Irc;
using Parlance.Irc.Modes;

namespace Parlance.Conventions;

/// <summary>What a dialect says of an event, and where it says it.</summary>
public class VoiceTests
{
    /// <summary>Silence in a dialect is chosen here by name, never forgotten.</summary>
    [Fact]
    public void every_event_has_a_voice_on_irc_or_a_reason_for_none() => Golden.IsReasoned("irc-silences",
        EventListTests.Kinds().Where(kind => !HasVoice(kind)).Select(kind => kind.Name),
        "An event has a voice in the dialect's file of the same word: class XVoice : IIrcVoice<X>.");

    [Fact]
    public void a_mode_change_is_said_by_one_voice_only() =>
        Assert.DoesNotContain(EventListTests.Kinds(), kind => IsModeChange(kind) && Voiced.Contains(kind));

    /// <summary>Same word, same place: what happens in Domain/Rooms is said in Irc/Rooms.</summary>
    [Fact]
    public void a_voice_lives_in_the_area_of_its_event() => Golden.IsReasoned("irc-areas", Misplaced().Distinct(),
        "A voice lives in the folder of Irc that has the name of its event's folder in Domain.");

    /// <summary>A folder is its namespace, but for the few that everything uses, and for parts of a type that live with what they are for (Type.Part.cs).</summary>
    [Theory, InlineData("Domain"), InlineData("Irc"), InlineData("Xmpp")]
    public void a_folder_is_its_namespace(string project) => Golden.IsReasoned($"namespaces-{project.ToLowerInvariant()}",
        Tree.Files($"src/Parlance.{project}", ".cs").Where(path => Path.GetFileName(path).Count(c => c == '.') == 1).Select(path => (Folder: path.Split('/')[2..^1], Text: Tree.Text(path)))
            .Where(file => !file.Text.Contains($"namespace {string.Join('.', ["Parlance", project, .. file.Folder])};", StringComparison.Ordinal))
            .Select(file => string.Join('/', file.Folder)).Distinct(),
        "A file's namespace is its folder.");

    private static HashSet<Type> Voiced { get; } = [.. new Voices().Kinds];

    private static bool HasVoice(Type kind) => Voiced.Contains(kind) || IsModeChange(kind);

    private static bool IsModeChange(Type kind) => ModeVoice.IsModeChange((Event)RuntimeHelpers.GetUninitializedObject(kind));

    private static IEnumerable<string> Misplaced() =>
        from voice in Assemblies.Irc.GetTypes()
        from contract in voice.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IIrcVoice<>)
        let happened = contract.GetGenericArguments()[0]
        where happened.Namespace!.Split('.')[^1] != voice.Namespace!.Split('.')[^1]
        select $"{happened.Namespace!.Split('.')[^1]}/{happened.Name} in {voice.Namespace!.Split('.')[^1]}";
}
