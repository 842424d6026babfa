namespace Parlance.Scenes;

/// <summary>A scene went otherwise; the message has the line, the reason and what everybody heard.</summary>
public sealed class SceneException(string message) : Exception(message);
