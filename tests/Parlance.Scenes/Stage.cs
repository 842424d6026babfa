using Parlance.Live;

namespace Parlance.Scenes;

/// <summary>Plays a scene against a live server.</summary>
public sealed class Stage(LiveServer server) : IDisposable
{
    private readonly Dictionary<string, Actor> _actors = [];
    private readonly Dictionary<string, string> _known = [];

    /// <exception cref="SceneException">What was expected, where, and all that the actor heard.</exception>
    public async Task Play(Scene scene)
    {
        foreach (var step in scene.Steps)
        {
            try
            {
                await Take(step);
            }
            catch (Exception problem) when (problem is not SceneException)
            {
                throw Failed(step, problem.Message);
            }
        }
    }

    public void Dispose()
    {
        foreach (var actor in _actors.Values) actor.Dispose();
    }

    private async Task Take(Step step)
    {
        switch (step)
        {
            case Opens:
                Enter(step.Actor, await WireClient.Connect(server.Port));
                break;
            case Connects connects:
                Enter(step.Actor, await WireClient.Register(server.Port, step.Actor, [.. connects.Caps]));
                break;
            case ConnectsByXmpp connects:
                Enter(step.Actor, await StanzaClient.Login(server, connects.Account, connects.Resource));
                break;
            case AllJoin join:
                foreach (var actor in _actors.Values) await Enter(actor, join.Room);
                foreach (var actor in _actors.Values) await Quiet(actor);
                break;
            case Says says:
                await On(step).Say(Pattern.Fill(says.Text, _known));
                break;
            case Hears hears:
                if (!await On(step).Hear(hears.Pattern, _known)) throw Failed(step, $"disconnected before '{hears.Pattern}'");
                break;
            case HearsNo hearsNo:
                await Settle(On(step));
                if (On(step).Unaccounted(hearsNo.Pattern, _known) is { } line) throw Failed(step, $"heard '{line}'");
                break;
            case Leaves:
                On(step).Dispose();
                _actors.Remove(step.Actor);
                break;
            case IsDisconnected:
                await On(step).ReadToEnd();
                break;
            default:
                throw new InvalidOperationException($"No stage direction for {step}.");
        }
    }

    /// <summary>All that anybody said has been acted on, and <paramref name="listener"/> has read what came of it.</summary>
    private async Task Settle(Actor listener)
    {
        foreach (var actor in _actors.Values.Where(a => a.Spoke && a != listener)) await actor.Fence();
        await listener.Fence();
    }

    private static async Task Enter(Actor actor, string room)
    {
        await actor.Say(actor.IsXmpp ? $"<presence to='{room[1..]}@{StanzaClient.Rooms}/{actor.Name}'><x xmlns='http://jabber.org/protocol/muc'/></presence>" : $"JOIN {room}");
        await actor.Fence();
    }

    private static async Task Quiet(Actor actor)
    {
        await actor.Fence();
        actor.AccountForAll();
    }

    private void Enter(string name, IClient wire)
    {
        if (!_actors.TryAdd(name, new Actor(name, wire))) throw new InvalidOperationException($"{name} is on stage already.");
    }

    private Actor On(Step step) =>
        _actors.TryGetValue(step.Actor, out var actor) ? actor : throw new InvalidOperationException($"{step.Actor} is not on stage.");

    private SceneException Failed(Step step, string why) =>
        new($"{step.At}: {step}\n  {why}\n{string.Join('\n', _actors.Values.Select(a => a.Story()))}");
}
